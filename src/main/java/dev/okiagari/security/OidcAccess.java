package dev.okiagari.security;

import dev.okiagari.security.OidcRefusal.Why;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationCodeAuthenticationTokenConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How people come in by mode oidc: back from the provider, with a code. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcAccess implements Entrance {

    private final OidcProvider provider;
    private final PendingLogins pending;
    private final OidcLogin login;
    private final OidcRefusals refusals;
    private final OidcLogout logout;
    private final SessionContexts sessions;

    OidcAccess(
            OidcProvider provider,
            PendingLogins pending,
            OidcLogin login,
            OidcRefusals refusals,
            OidcLogout logout,
            SessionContexts sessions) {
        this.provider = provider;
        this.pending = pending;
        this.login = login;
        this.refusals = refusals;
        this.logout = logout;
        this.sessions = sessions;
    }

    @Override
    public void addTo(ServerHttpSecurity http, AskedPages asked) {
        http.addFilterAt(callback(asked), SecurityWebFiltersOrder.FORM_LOGIN);
    }

    @Override
    public List<String> paths() {
        return List.of(OidcStart.PATH);
    }

    /** Passwords are the provider's. */
    @Override
    public boolean isPasswordBrought(ServerWebExchange exchange) {
        return false;
    }

    @Override
    public ServerLogoutSuccessHandler afterLogout() {
        return logout;
    }

    private AuthenticationWebFilter callback(AskedPages asked) {
        var success = new RedirectServerAuthenticationSuccessHandler("/");
        success.setRequestCache(asked);
        var filter = new AuthenticationWebFilter(login);
        filter.setRequiresAuthenticationMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, OidcDiscovery.CALLBACK));
        filter.setServerAuthenticationConverter(codes());
        filter.setSecurityContextRepository(sessions);
        filter.setAuthenticationSuccessHandler(success);
        filter.setAuthenticationFailureHandler(refusals);
        return filter;
    }

    private ServerAuthenticationConverter codes() {
        var codes =
                new ServerOAuth2AuthorizationCodeAuthenticationTokenConverter(
                        provider.registrations());
        codes.setAuthorizationRequestRepository(pending);
        return exchange ->
                isAnswer(exchange)
                        ? codes.convert(exchange).onErrorMap(OidcFailures::of)
                        : Mono.<Authentication>error(new OidcRefusal(Why.STALE));
    }

    /** Anything else is no answer of a provider. */
    private static boolean isAnswer(ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return query.containsKey(OAuth2ParameterNames.STATE)
                && (query.containsKey(OAuth2ParameterNames.CODE)
                        || query.containsKey(OAuth2ParameterNames.ERROR));
    }
}
