package dev.okiagari.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Mono;

/** The filters that each request passes, in each mode. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class WebSecurity {

    @Bean
    SecurityWebFilterChain securityFilters(
            ServerHttpSecurity http,
            SecurityProperties properties,
            ObjectProvider<LoginAccess> login) {
        http.csrf(WebSecurity::formToken)
                .headers(SecurityHeaders::write)
                .exceptionHandling(on -> on.accessDeniedHandler(refuse("security.refused.access")))
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .addFilterBefore(new ApiGuard(), SecurityWebFiltersOrder.CSRF)
                .addFilterBefore(new FormGuard(), SecurityWebFiltersOrder.CSRF)
                .addFilterAfter(
                        new ActorFilter(properties),
                        // Without a login everybody is known before anything can be refused.
                        properties.mode().hasLogin()
                                ? SecurityWebFiltersOrder.SECURITY_CONTEXT_SERVER_WEB_EXCHANGE
                                : SecurityWebFiltersOrder.FIRST);
        var access = login.getIfAvailable();
        if (access == null) {
            http.authorizeExchange(paths -> paths.anyExchange().permitAll());
        } else {
            access.configure(http);
        }
        return http.build();
    }

    @Bean
    WebSessionIdResolver webSessions() {
        return new NoWebSessions();
    }

    private static void formToken(CsrfSpec csrf) {
        var tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName("okiagari-form");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        csrf.csrfTokenRepository(tokens)
                .requireCsrfProtectionMatcher(
                        ApiRequests.needingToken(CsrfWebFilter.DEFAULT_CSRF_MATCHER))
                .accessDeniedHandler(refuse("security.refused.form-token"));
    }

    private static ServerAccessDeniedHandler refuse(String key) {
        return (exchange, denied) -> Mono.error(new Refusal(HttpStatus.FORBIDDEN, key));
    }
}
