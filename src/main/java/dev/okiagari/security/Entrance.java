package dev.okiagari.security;

import java.util.List;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.web.server.ServerWebExchange;

/** What a mode with a login adds to the filters: how people come in by it, and leave. */
interface Entrance {

    void addTo(ServerHttpSecurity http, AskedPages asked);

    /** Paths besides the form that whoever is not logged in needs. */
    List<String> paths();

    /** Whether a request has brought a password, which is not asked for again. */
    boolean isPasswordBrought(ServerWebExchange exchange);

    ServerLogoutSuccessHandler afterLogout();
}
