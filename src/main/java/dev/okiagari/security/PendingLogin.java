package dev.okiagari.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/** What the answer of the provider has to fit, from when the person was sent there. */
record PendingLogin(
        Instant since, String state, String nonce, String verifier, String redirectUri) {

    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String BETWEEN = "\n";
    private static final int PARTS = 5;

    static PendingLogin of(OAuth2AuthorizationRequest request, Instant now) {
        return new PendingLogin(
                now,
                String.valueOf(request.getState()),
                String.valueOf(request.<Object>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(request.<Object>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                String.valueOf(request.getRedirectUri()));
    }

    /** What {@link #written} has written; nobody else can have, as it was sealed. */
    static Optional<PendingLogin> read(String text) {
        String[] parts = text.split(BETWEEN, -1);
        return parts.length == PARTS
                ? Optional.of(
                        new PendingLogin(
                                Instant.parse(parts[0]), parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }

    String written() {
        return String.join(BETWEEN, since.toString(), state, nonce, verifier, redirectUri);
    }

    boolean isAnsweredBy(@Nullable String answered, Instant now) {
        return answered != null
                && now.isBefore(since.plus(LONGEST))
                && MessageDigest.isEqual(
                        answered.getBytes(StandardCharsets.UTF_8),
                        state.getBytes(StandardCharsets.UTF_8));
    }

    OAuth2AuthorizationRequest request(ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        String.valueOf(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(redirectUri)
                .scopes(registration.getScopes())
                .state(state)
                .attributes(
                        Map.of(
                                OAuth2ParameterNames.REGISTRATION_ID,
                                OidcDiscovery.REGISTRATION,
                                OidcParameterNames.NONCE,
                                nonce,
                                PkceParameterNames.CODE_VERIFIER,
                                verifier))
                .build();
    }

    @Override
    public String toString() {
        return "PendingLogin[since=" + since + "]";
    }
}
