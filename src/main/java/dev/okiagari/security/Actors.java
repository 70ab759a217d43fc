package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Says who acts in a request. */
public final class Actors {

    static final String NONE = "none";

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

    /** Whether it is known who sent it, as far as anybody has to be known here. */
    public static boolean isSomebody(ServerWebExchange exchange) {
        Actor actor = exchange.getAttribute(ATTRIBUTE);
        return actor != null && !isNobody(actor);
    }

    /** Whoever has not logged in where people do: there are pages for them, too. */
    static Actor nobody(@Nullable String address) {
        return new Actor("nobody", address, NONE, Rights.NONE);
    }

    private static boolean isNobody(Actor actor) {
        return actor.authentication().equals(NONE) && actor.rights().equals(Rights.NONE);
    }

    static void set(ServerWebExchange exchange, Actor actor) {
        exchange.getAttributes().put(ATTRIBUTE, actor);
    }
}
