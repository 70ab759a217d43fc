package dev.okiagari.security;

import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Which requests are a script's: one answer for all who treat them apart. */
final class ApiRequests {

    private ApiRequests() {}

    static boolean isApi(ServerWebExchange exchange) {
        return startsWith(exchange, "/api/");
    }

    /** What a script or a monitor calls with a password of its own. */
    static Mono<MatchResult> acceptsBasic(ServerWebExchange exchange) {
        return result(isApi(exchange) || startsWith(exchange, "/actuator/"));
    }

    /** What needs a form's token: each write but those that {@link ApiGuard} judges. */
    static ServerWebExchangeMatcher needingToken(ServerWebExchangeMatcher writes) {
        return exchange -> isApi(exchange) ? MatchResult.notMatch() : writes.matches(exchange);
    }

    private static boolean startsWith(ServerWebExchange exchange, String prefix) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith(prefix);
    }

    private static Mono<MatchResult> result(boolean matches) {
        return matches ? MatchResult.match() : MatchResult.notMatch();
    }
}
