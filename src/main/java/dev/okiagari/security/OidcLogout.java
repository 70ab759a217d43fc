package dev.okiagari.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Sends whoever has logged out to the provider, to log out of it, too. Not by a redirect: our pages
 * let forms lead nowhere else, and browsers hold that against what a form is redirected to.
 */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcLogout implements ServerLogoutSuccessHandler {

    private static final URI HERE = URI.create("/login");

    private final OidcProvider provider;
    private final OidcProperties properties;
    private final MessageSource messages;
    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    OidcLogout(OidcProvider provider, SecurityProperties properties, MessageSource messages) {
        this.provider = provider;
        this.properties = properties.oidc();
        this.messages = messages;
    }

    @Override
    public Mono<Void> onLogoutSuccess(WebFilterExchange filters, Authentication who) {
        ServerWebExchange exchange = filters.getExchange();
        return provider.state()
                .ofType(ProviderState.There.class)
                .flatMap(there -> Mono.justOrEmpty(there.endSession()))
                .map(end -> lead(exchange, end))
                .defaultIfEmpty(redirect.sendRedirect(exchange, HERE))
                .flatMap(sent -> sent);
    }

    /** The address has the ID token as a hint: it stands in a header, and in no page. */
    private Mono<Void> lead(ServerWebExchange exchange, URI end) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().set("Refresh", "0; url=" + address(exchange, end));
        response.getHeaders()
                .setContentType(new MediaType("text", "plain", StandardCharsets.UTF_8));
        byte[] text = text(exchange).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(text)));
    }

    private String text(ServerWebExchange exchange) {
        Locale locale =
                Objects.requireNonNullElse(exchange.getLocaleContext().getLocale(), Locale.ENGLISH);
        return messages.getMessage(
                "security.provider.leaving", new Object[] {provider.name()}, locale);
    }

    private String address(ServerWebExchange exchange, URI end) {
        String back =
                UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                        .replacePath(HERE.getPath())
                        .replaceQuery(null)
                        .fragment(null)
                        .toUriString();
        UriComponentsBuilder address =
                UriComponentsBuilder.fromUri(end)
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}");
        String hint = SessionContexts.hintOfEnded(exchange).orElse(null);
        return hint == null
                ? address.encode().buildAndExpand(properties.clientId(), back).toUriString()
                : address.queryParam("id_token_hint", "{hint}")
                        .encode()
                        .buildAndExpand(properties.clientId(), back, hint)
                        .toUriString();
    }
}
