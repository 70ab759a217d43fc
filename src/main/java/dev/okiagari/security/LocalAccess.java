package dev.okiagari.security;

import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerFormLoginAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;

/** What mode local adds to the filters: a form, a password for scripts, and who needs neither. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalAccess {

    private static final String[] PUBLIC = {
        "/login", "/preferences", "/assets/**", "/favicon.svg", "/favicon.ico"
    };

    private final LocalAuthentication authentication;
    private final WebSessionServerSecurityContextRepository sessions =
            new WebSessionServerSecurityContextRepository();
    private final AskedPages asked = new AskedPages();

    LocalAccess(LocalAuthentication authentication) {
        this.authentication = authentication;
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
                .addFilterAt(basic(), SecurityWebFiltersOrder.HTTP_BASIC);
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
        filter.setRequiresAuthenticationMatcher(ApiRequests::acceptsBasic);
        filter.setServerAuthenticationConverter(new ServerHttpBasicAuthenticationConverter());
        filter.setAuthenticationFailureHandler(
                (exchange, failure) -> SignInEntryPoint.refuse(exchange.getExchange(), failure));
        return filter;
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
        var success = new RedirectServerLogoutSuccessHandler();
        success.setLogoutSuccessUrl(URI.create("/login"));
        logout.logoutUrl("/logout")
                .logoutHandler(
                        new DelegatingServerLogoutHandler(
                                new SecurityContextServerLogoutHandler(),
                                new WebSessionServerLogoutHandler()))
                .logoutSuccessHandler(success);
    }
}
