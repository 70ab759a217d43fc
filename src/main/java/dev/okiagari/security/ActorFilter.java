package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps who sent a request with the request, where plain code can ask for it. */
final class ActorFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .filter(Authentication::isAuthenticated)
                .map(user -> actor(exchange, user.getName(), "password", Rights.ALL))
                .switchIfEmpty(
                        Mono.fromSupplier(() -> actor(exchange, "local", "none", Rights.ALL)))
                .doOnNext(actor -> Actors.set(exchange, actor))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Actor actor(
            ServerWebExchange exchange, String user, String authentication, Rights rights) {
        return new Actor(user, Address.of(exchange), authentication, rights);
    }
}
