package dev.okiagari.security;

import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerFormLoginAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How people come in by mode local: a form, or a password with each request. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalAccess implements Entrance {

    private final LocalAuthentication authentication;
    private final LoginAudit audit;
    private final SessionContexts sessions;

    LocalAccess(LocalAuthentication authentication, LoginAudit audit, SessionContexts sessions) {
        this.authentication = authentication;
        this.audit = audit;
        this.sessions = sessions;
    }

    @Override
    public void addTo(ServerHttpSecurity http, AskedPages asked) {
        http.addFilterAt(form(asked), SecurityWebFiltersOrder.FORM_LOGIN)
                .addFilterAt(basic(), SecurityWebFiltersOrder.HTTP_BASIC);
    }

    @Override
    public List<String> paths() {
        return List.of();
    }

    @Override
    public boolean isPasswordBrought(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    @Override
    public ServerLogoutSuccessHandler afterLogout() {
        var success = new RedirectServerLogoutSuccessHandler();
        success.setLogoutSuccessUrl(URI.create("/login"));
        return success;
    }

    private AuthenticationWebFilter form(AskedPages asked) {
        var success = new RedirectServerAuthenticationSuccessHandler("/");
        success.setRequestCache(asked);
        var filter = new AuthenticationWebFilter(authentication);
        filter.setRequiresAuthenticationMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/login"));
        filter.setServerAuthenticationConverter(new ServerFormLoginAuthenticationConverter());
        filter.setSecurityContextRepository(sessions);
        filter.setAuthenticationSuccessHandler(success);
        filter.setAuthenticationFailureHandler(backToForm());
        return filter;
    }

    private AuthenticationWebFilter basic() {
        var filter = new AuthenticationWebFilter(authentication);
        filter.setRequiresAuthenticationMatcher(ApiRequests::acceptsPassword);
        filter.setServerAuthenticationConverter(new ServerHttpBasicAuthenticationConverter());
        filter.setAuthenticationSuccessHandler((exchange, user) ->
                Mono.fromRunnable(() -> noted(exchange.getExchange(), user))
                        .subscribeOn(Schedulers.boundedElastic())
                        .then(exchange.getChain().filter(exchange.getExchange())));
        filter.setAuthenticationFailureHandler((exchange, failure) ->
                SignInEntryPoint.refuse(exchange.getExchange(), failure, SecurityMode.LOCAL));
        return filter;
    }

    private void noted(ServerWebExchange exchange, Authentication user) {
        if (user instanceof SignedIn known) {
            audit.byScript(known.actor(Address.of(exchange)));
        }
    }

    private static ServerAuthenticationFailureHandler backToForm() {
        var redirect = new DefaultServerRedirectStrategy();
        return (exchange, failure) -> {
            var why = failure instanceof LockedException ? "paused" : "refused";
            return redirect.sendRedirect(
                    exchange.getExchange(), URI.create("/login?problem=" + why));
        };
    }
}
