package dev.okiagari.security;

import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerFormLoginAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What mode local adds to the filters: a form, passwords and tokens, and who needs none. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalAccess {

    private static final String[] PUBLIC = {
        "/login", "/preferences", "/assets/**", "/favicon.svg", "/favicon.ico"
    };

    private final LocalAuthentication authentication;
    private final BearerAccess bearer;
    private final LoginAudit audit;
    private final SessionContexts sessions;
    private final AskedPages asked = new AskedPages();

    LocalAccess(
            LocalAuthentication authentication,
            BearerAccess bearer,
            LoginAudit audit,
            SessionContexts sessions) {
        this.authentication = authentication;
        this.bearer = bearer;
        this.audit = audit;
        this.sessions = sessions;
    }

    void configure(ServerHttpSecurity http) {
        http.authorizeExchange(paths ->
                        paths.pathMatchers(PUBLIC)
                                .permitAll()
                                .pathMatchers(
                                        HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                                .permitAll()
                                .anyExchange()
                                .authenticated())
                .securityContextRepository(sessions)
                .requestCache(cache -> cache.requestCache(asked))
                .exceptionHandling(on -> on.authenticationEntryPoint(new SignInEntryPoint(asked)))
                .logout(this::logout)
                .addFilterAt(form(), SecurityWebFiltersOrder.FORM_LOGIN)
                .addFilterAt(basic(), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterAt(bearer.filter(), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(
                        new StreamEnds(this::isStillOpen, StreamEnds.LOOK),
                        SecurityWebFiltersOrder.AUTHORIZATION);
    }

    /** A password is not asked for again while the stream that it opened lasts. */
    private boolean isStillOpen(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                ? !bearer.isBrought(exchange) || bearer.isGood(exchange)
                : sessions.isOpen(exchange);
    }

    private AuthenticationWebFilter form() {
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
        filter.setAuthenticationFailureHandler(
                (exchange, failure) -> SignInEntryPoint.refuse(exchange.getExchange(), failure));
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

    private void logout(LogoutSpec logout) {
        var ends = new SecurityContextServerLogoutHandler();
        ends.setSecurityContextRepository(sessions);
        var success = new RedirectServerLogoutSuccessHandler();
        success.setLogoutSuccessUrl(URI.create("/login"));
        logout.logoutUrl("/logout").logoutHandler(ends).logoutSuccessHandler(success);
    }
}
