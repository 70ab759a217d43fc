package dev.okiagari.security;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Has browsers send our cookies by https only, where they came by https: also where a proxy that is
 * trusted says so (server.forward-headers-strategy).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecureCookies implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if ("https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme())) {
            ServerHttpResponse response = exchange.getResponse();
            response.beforeCommit(() -> Mono.fromRunnable(() -> secure(response)));
        }
        return chain.filter(exchange);
    }

    private static void secure(ServerHttpResponse response) {
        response.getCookies()
                .replaceAll((_, cookies) ->
                        cookies.stream()
                                .map(cookie -> cookie.mutate().secure(true).build())
                                .collect(Collectors.toCollection(ArrayList::new)));
    }
}
