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

    /**
     * What scripts and monitors call, with a password or a token of their own where one is needed.
     */
    static boolean isForScripts(ServerWebExchange exchange) {
        return isApi(exchange)
                || startsWith(exchange, "/v3/")
                || startsWith(exchange, "/actuator/");
    }

    static Mono<MatchResult> acceptsPassword(ServerWebExchange exchange) {
        return isForScripts(exchange) ? MatchResult.match() : MatchResult.notMatch();
    }

    /** What needs a form's token: each write but those that {@link ApiGuard} judges. */
    static ServerWebExchangeMatcher needingToken(ServerWebExchangeMatcher writes) {
        return exchange -> isApi(exchange) ? MatchResult.notMatch() : writes.matches(exchange);
    }

    private static boolean startsWith(ServerWebExchange exchange, String prefix) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith(prefix);
    }
}
