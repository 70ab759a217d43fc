package dev.okiagari.security;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Nothing is kept in the server's own web sessions, which neither a restart nor another replica
 * would know; so nobody is given one.
 */
final class NoWebSessions implements WebSessionIdResolver {

    @Override
    public List<String> resolveSessionIds(ServerWebExchange exchange) {
        return List.of();
    }

    @Override
    public void setSessionId(ServerWebExchange exchange, String sessionId) {}

    @Override
    public void expireSession(ServerWebExchange exchange) {}
}
