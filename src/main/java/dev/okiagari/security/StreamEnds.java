package dev.okiagari.security;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Ends a stream when whoever opened it is logged out, their token is revoked, or they are gone: a
 * stream is one request that lasts for days. Looking on keeps no login from ending.
 */
final class StreamEnds implements WebFilter {

    static final Duration LOOK = Duration.ofSeconds(5);

    /** Whether what came with a request still lets anybody in; blocks for a query at most. */
    interface Keys {
        boolean stillOpen(ServerWebExchange exchange);
    }

    private final Keys keys;
    private final Duration look;

    StreamEnds(Keys keys, Duration look) {
        this.keys = keys;
        this.look = look;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isStream(exchange)
                ? chain.filter(exchange).takeUntilOther(shut(exchange))
                : chain.filter(exchange);
    }

    private Mono<Boolean> shut(ServerWebExchange exchange) {
        return Flux.interval(look)
                .onBackpressureDrop()
                .concatMap(
                        _ ->
                                Mono.fromCallable(() -> !keys.stillOpen(exchange))
                                        .subscribeOn(Schedulers.boundedElastic()),
                        1)
                .filter(Boolean::booleanValue)
                .next();
    }

    private static boolean isStream(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith("/live/")
                || path.equals("/api/stream")
                || exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(types -> types.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
