package dev.okiagari.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers with the browser that went to the provider what its answer has to fit: sealed in a
 * cookie, so that any replica reads it, before or after a restart, and nobody can fill a table.
 */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class PendingLogins implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String COOKIE = "okiagari-login";

    private final OidcProvider provider;
    private final SharedKey key;
    private final Clock clock;

    PendingLogins(OidcProvider provider, SharedKey key, Clock clock) {
        this.provider = provider;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.justOrEmpty(pending(exchange))
                .flatMap(pending ->
                        provider.registrations()
                                .findByRegistrationId(OidcDiscovery.REGISTRATION)
                                .map(pending::request));
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (request == null) {
                set(exchange, "", Duration.ZERO);
            } else {
                String text = PendingLogin.of(request, clock.instant()).written();
                set(exchange, key.seal().close(text), PendingLogin.LONGEST);
            }
        });
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(_ -> set(exchange, "", Duration.ZERO));
    }

    /** Only one whose answer this is: another's is not taken away by it. */
    private Optional<PendingLogin> pending(ServerWebExchange exchange) {
        String state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(COOKIE))
                .map(HttpCookie::getValue)
                .flatMap(key.seal()::open)
                .flatMap(PendingLogin::read)
                .filter(pending -> pending.isAnsweredBy(state, clock.instant()));
    }

    private static void set(ServerWebExchange exchange, String value, Duration maximum) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(COOKIE, value)
                                .path(OidcStart.PATH)
                                .httpOnly(true)
                                .sameSite("Lax")
                                .maxAge(maximum)
                                .build());
    }
}
