package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps who sent a request with the request, where plain code can ask for it. */
final class ActorFilter implements WebFilter {

    private final SecurityProperties properties;

    ActorFilter(SecurityProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String address = Address.of(exchange);
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(SignedIn.class)
                .map(user -> user.actor(address))
                .switchIfEmpty(Mono.fromSupplier(() -> somebody(address)))
                .doOnNext(actor -> Actors.set(exchange, actor))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** Without a login whoever reaches the server may everything; with one, nothing. */
    private Actor somebody(@Nullable String address) {
        return properties.mode().hasLogin()
                ? Actors.nobody(address)
                : new Actor("local", address, Actors.NONE, Rights.ALL);
    }
}
