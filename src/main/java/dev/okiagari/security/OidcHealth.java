package dev.okiagari.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What monitors are told. No part of readiness: whoever is logged in needs no provider. */
@Component("oidcHealthIndicator")
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcHealth implements ReactiveHealthIndicator {

    private final OidcProvider provider;

    OidcHealth(OidcProvider provider) {
        this.provider = provider;
    }

    @Override
    public Mono<Health> health() {
        return provider.state()
                .map(state ->
                        switch (state) {
                            case ProviderState.There _ -> Health.up().build();
                            case ProviderState.Away away ->
                                    Health.down().withDetail("reason", away.detail()).build();
                        });
    }
}
