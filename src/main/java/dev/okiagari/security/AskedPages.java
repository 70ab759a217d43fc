package dev.okiagari.security;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers in a cookie which page was asked for before the login. Not in a session: anybody could
 * then fill the memory. The cookie is taken back only from those who have it.
 */
final class AskedPages extends CookieServerRequestCache {

    private static final String COOKIE = "REDIRECT_URI";

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        return exchange.getRequest().getCookies().containsKey(COOKIE)
                ? super.removeMatchingRequest(exchange)
                : Mono.empty();
    }
}
