package dev.okiagari.security;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.authentication.ReactiveOidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Reads ID tokens: signed by a key pair of the provider, from it, for us, and not over. The nonce
 * is compared by who knows the login. An algorithm whose key both sides share is never taken: a
 * token could then be made with what is public.
 */
final class IdTokens implements ReactiveJwtDecoderFactory<ClientRegistration> {

    private static final int MOST = 10;

    private final WebClient http;
    private final Map<String, ReactiveJwtDecoder> known = new ConcurrentHashMap<>();

    IdTokens(WebClient http) {
        this.http = http;
    }

    @Override
    public ReactiveJwtDecoder createDecoder(ClientRegistration registration) {
        String keys = String.valueOf(registration.getProviderDetails().getJwkSetUri());
        if (known.size() > MOST) {
            known.clear();
        }
        return known.computeIfAbsent(keys, address -> decoder(address, registration));
    }

    private ReactiveJwtDecoder decoder(String keys, ClientRegistration registration) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withJwkSetUri(keys)
                        .webClient(http)
                        .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(
                        ReactiveOidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }
}
