package dev.okiagari.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
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
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String PATH = "/login/oidc";
    private static final int PARTS = 5;

    private final OidcProvider provider;
    private final SharedKey key;
    private final Clock clock;

    PendingLogins(OidcProvider provider, SharedKey key, Clock clock) {
        this.provider = provider;
        this.key = key;
        this.clock = clock;
    }

    /** What the cookie has. */
    private record Pending(
            Instant since, String state, String nonce, String verifier, String redirectUri) {

        static Optional<Pending> read(String text) {
            String[] parts = text.split("\n", -1);
            return parts.length == PARTS
                    ? Optional.of(
                            new Pending(
                                    Instant.parse(parts[0]),
                                    parts[1],
                                    parts[2],
                                    parts[3],
                                    parts[4]))
                    : Optional.empty();
        }

        String written() {
            return String.join("\n", since.toString(), state, nonce, verifier, redirectUri);
        }
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.justOrEmpty(pending(exchange))
                .flatMap(pending ->
                        provider.registrations()
                                .findByRegistrationId(OidcDiscovery.REGISTRATION)
                                .map(registration -> request(pending, registration)));
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (request == null) {
                set(exchange, "", Duration.ZERO);
            } else {
                String text = pending(request, clock.instant()).written();
                set(exchange, key.seal().close(text), LONGEST);
            }
        });
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(_ -> set(exchange, "", Duration.ZERO));
    }

    /** Only one whose answer this is: another's is not taken away by it. */
    private Optional<Pending> pending(ServerWebExchange exchange) {
        String state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(COOKIE))
                .map(HttpCookie::getValue)
                .flatMap(key.seal()::open)
                .flatMap(Pending::read)
                .filter(pending -> clock.instant().isBefore(pending.since().plus(LONGEST)))
                .filter(pending -> state != null && isSame(state, pending.state()));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Pending pending(OAuth2AuthorizationRequest request, Instant now) {
        return new Pending(
                now,
                String.valueOf(request.getState()),
                String.valueOf(request.<Object>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(request.<Object>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                String.valueOf(request.getRedirectUri()));
    }

    private static OAuth2AuthorizationRequest request(
            Pending pending, ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        String.valueOf(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(pending.redirectUri())
                .scopes(registration.getScopes())
                .state(pending.state())
                .attributes(
                        Map.of(
                                OAuth2ParameterNames.REGISTRATION_ID,
                                OidcDiscovery.REGISTRATION,
                                OidcParameterNames.NONCE,
                                pending.nonce(),
                                PkceParameterNames.CODE_VERIFIER,
                                pending.verifier()))
                .build();
    }

    private static void set(ServerWebExchange exchange, String value, Duration maximum) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(COOKIE, value)
                                .path(PATH)
                                .httpOnly(true)
                                .sameSite("Lax")
                                .maxAge(maximum)
                                .build());
    }
}
