package dev.okiagari.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Mode open knows no users; being there keeps Spring Boot from making one up. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "open", matchIfMissing = true)
class OpenAuthentication implements ReactiveAuthenticationManagerResolver<ServerWebExchange> {

    @Override
    public Mono<ReactiveAuthenticationManager> resolve(ServerWebExchange exchange) {
        return Mono.just(attempt -> Mono.error(new BadCredentialsException("no users")));
    }
}
