package dev.okiagari.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** What each mode with a login adds to the filters: sessions and tokens, and who needs none. */
@Component
@WithLogin
class LoginAccess {

    private static final List<String> PUBLIC =
            List.of("/login", "/preferences", "/assets/**", "/favicon.svg", "/favicon.ico");

    private final Entrance entrance;
    private final BearerAccess bearer;
    private final SessionContexts sessions;
    private final SecurityMode mode;
    private final AskedPages asked = new AskedPages();

    LoginAccess(
            Entrance entrance,
            BearerAccess bearer,
            SessionContexts sessions,
            SecurityProperties properties) {
        this.entrance = entrance;
        this.bearer = bearer;
        this.sessions = sessions;
        this.mode = properties.mode();
    }

    void configure(ServerHttpSecurity http) {
        http.authorizeExchange(paths ->
                        paths.pathMatchers(publicPaths())
                                .permitAll()
                                .pathMatchers(
                                        HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                                .permitAll()
                                .anyExchange()
                                .authenticated())
                .securityContextRepository(sessions)
                .requestCache(cache -> cache.requestCache(asked))
                .exceptionHandling(
                        on -> on.authenticationEntryPoint(new SignInEntryPoint(asked, mode)))
                .logout(this::logout)
                .addFilterAt(bearer.filter(), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(
                        new StreamEnds(this::isStillOpen, StreamEnds.LOOK),
                        SecurityWebFiltersOrder.AUTHORIZATION);
        entrance.addTo(http, asked);
    }

    private String[] publicPaths() {
        return Stream.concat(PUBLIC.stream(), entrance.paths().stream()).toArray(String[]::new);
    }

    private boolean isStillOpen(ServerWebExchange exchange) {
        return bearer.isBrought(exchange)
                ? bearer.isGood(exchange)
                : entrance.isPasswordBrought(exchange) || sessions.isOpen(exchange);
    }

    private void logout(LogoutSpec logout) {
        var ends = new SecurityContextServerLogoutHandler();
        ends.setSecurityContextRepository(sessions);
        logout.logoutUrl("/logout")
                .logoutHandler(ends)
                .logoutSuccessHandler(entrance.afterLogout());
    }
}
