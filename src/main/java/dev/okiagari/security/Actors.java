package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import org.springframework.web.server.ServerWebExchange;

/** Says who acts in a request. */
public final class Actors {

    private static final String ATTRIBUTE = Actors.class.getName();

    private Actors() {}

    /**
     * Who sent a request.
     *
     * @throws IllegalStateException where the request did not pass the security filters: nobody may
     *     then be assumed
     */
    public static Actor of(ServerWebExchange exchange) {
        Actor actor = exchange.getAttribute(ATTRIBUTE);
        if (actor == null) {
            throw new IllegalStateException("the request did not pass the security filters");
        }
        return actor;
    }

    static void set(ServerWebExchange exchange, Actor actor) {
        exchange.getAttributes().put(ATTRIBUTE, actor);
    }
}
