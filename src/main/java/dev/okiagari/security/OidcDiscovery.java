package dev.okiagari.security;

import dev.okiagari.cluster.Failures;
import dev.okiagari.cluster.Message;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Reads the document in which a provider says where its parts are. */
final class OidcDiscovery {

    static final String REGISTRATION = "oidc";
    static final String CALLBACK = "/login/oidc/callback";

    private static final String END_SESSION = "end_session_endpoint";
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private final OidcProperties properties;
    private final WebClient http;

    OidcDiscovery(OidcProperties properties, WebClient http) {
        this.properties = properties;
        this.http = http;
    }

    /** Never an error: what went wrong is in the state. */
    Mono<ProviderState> look() {
        return http.get()
                .uri(
                        URI.create(
                                issuer().replaceFirst("/$", "")
                                        + "/.well-known/openid-configuration"))
                .retrieve()
                .bodyToMono(DOCUMENT)
                .map(this::read)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the answer is empty")))
                .onErrorResume(failed -> Mono.just(away(failed)));
    }

    private ProviderState read(Map<String, Object> document) {
        if (!issuer().equals(document.get("issuer"))) {
            throw new IllegalStateException("it names itself " + document.get("issuer"));
        }
        ClientRegistration registration =
                ClientRegistrations.fromOidcConfiguration(document)
                        .registrationId(REGISTRATION)
                        .clientId(Objects.requireNonNull(properties.clientId()))
                        .clientSecret(properties.clientSecret())
                        .redirectUri("{baseUrl}" + CALLBACK)
                        .scope(properties.scopes())
                        .build();
        checkAddresses(registration);
        return document.get(END_SESSION) instanceof String end
                        && ProviderAddresses.isAcceptable(end)
                ? new ProviderState.There(registration, URI.create(end))
                : new ProviderState.There(registration, null);
    }

    /** Where codes, the client's secret and people are sent. */
    private static void checkAddresses(ClientRegistration registration) {
        var details = registration.getProviderDetails();
        Stream.of(
                        details.getAuthorizationUri(),
                        details.getTokenUri(),
                        details.getJwkSetUri(),
                        details.getUserInfoEndpoint().getUri())
                .filter(Objects::nonNull)
                .filter(address -> !ProviderAddresses.isAcceptable(address))
                .findFirst()
                .ifPresent(address -> {
                    throw new IllegalStateException("it names an address without TLS: " + address);
                });
    }

    private ProviderState away(Throwable failed) {
        String key =
                failed instanceof WebClientRequestException
                        ? "security.provider.unreachable"
                        : "security.provider.unfit";
        return new ProviderState.Away(
                Message.of(key, properties.shownName()),
                Failures.shortly(String.valueOf(telling(failed))));
    }

    /** The clients wrap what went wrong into what says nothing, and that into more of the kind. */
    private static Throwable telling(Throwable failed) {
        Throwable at = failed;
        while (at.getCause() != null
                && (at instanceof WebClientRequestException
                        || at.getClass().equals(IOException.class))) {
            at = at.getCause();
        }
        return at;
    }

    private String issuer() {
        return Objects.requireNonNull(properties.issuer());
    }
}
