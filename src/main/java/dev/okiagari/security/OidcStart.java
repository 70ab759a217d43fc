package dev.okiagari.security;

import dev.okiagari.security.OidcRefusal.Why;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends people to the provider. By a link: where a form may lead is limited to ourselves. */
@Controller
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcStart {

    static final String PATH = "/login/oidc";

    private final PendingLogins pending;
    private final OidcRefusals refusals;
    private final DefaultServerOAuth2AuthorizationRequestResolver requests;
    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    OidcStart(OidcProvider provider, PendingLogins pending, OidcRefusals refusals) {
        this.pending = pending;
        this.refusals = refusals;
        this.requests =
                new DefaultServerOAuth2AuthorizationRequestResolver(provider.registrations());
        requests.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    /**
     * @param other whether somebody else than the one whom the provider knows already wants in
     */
    @GetMapping(PATH)
    Mono<Void> start(
            @RequestParam(defaultValue = "false") boolean other, ServerWebExchange exchange) {
        return requests.resolve(exchange, OidcDiscovery.REGISTRATION)
                .map(request -> other ? askingAgain(request) : request)
                .flatMap(request ->
                        pending.saveAuthorizationRequest(request, exchange)
                                .then(
                                        redirect.sendRedirect(
                                                exchange,
                                                URI.create(request.getAuthorizationRequestUri()))))
                .onErrorResume(failed -> refusals.lead(exchange, new OidcRefusal(Why.AWAY)));
    }

    private static OAuth2AuthorizationRequest askingAgain(OAuth2AuthorizationRequest request) {
        return OAuth2AuthorizationRequest.from(request)
                .additionalParameters(more -> more.put("prompt", "login"))
                .build();
    }
}
