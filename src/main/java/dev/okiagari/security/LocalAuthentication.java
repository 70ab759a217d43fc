package dev.okiagari.security;

import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts {@link LocalLogin} into Spring Security's words, off the event loop. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalAuthentication implements ReactiveAuthenticationManagerResolver<ServerWebExchange> {

    private final LocalLogin login;

    LocalAuthentication(LocalLogin login) {
        this.login = login;
    }

    @Override
    public Mono<ReactiveAuthenticationManager> resolve(ServerWebExchange exchange) {
        var address = Objects.requireNonNullElse(Address.of(exchange), "unknown");
        return Mono.just(attempt ->
                Mono.fromCallable(() -> authenticated(address, attempt))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private Authentication authenticated(String address, Authentication attempt) {
        var password = Objects.toString(attempt.getCredentials(), "");
        return switch (login.attempt(address, attempt.getName(), password)) {
            case LoginResult.Accepted(var account) ->
                    new SignedIn(account.name(), SignedIn.PASSWORD, account.rights());
            case LoginResult.Refused() -> throw new BadCredentialsException("refused");
            case LoginResult.Paused(var rest) -> throw new LockedException(rest.toString());
        };
    }
}
