package dev.okiagari.security;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts {@link Sessions} into Spring Security's words and into a cookie, off the event loop. */
@Component
@WithLogin
class SessionContexts implements ServerSecurityContextRepository {

    /** A name of its own: cookies of all ports of a host are one jar. */
    static final String COOKIE = "okiagari-session";

    private static final String HINT = SessionContexts.class.getName() + ".hint";

    /** Longer ones are not ours, and are not even looked up. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Sessions sessions;
    private final LoginAudit audit;

    SessionContexts(Sessions sessions, LoginAudit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(secret(exchange))
                .flatMap(secret ->
                        Mono.fromCallable(() -> sessions.find(secret).orElse(null))
                                .subscribeOn(Schedulers.boundedElastic()))
                .map(SecurityContextImpl::new);
    }

    /** Whether the cookie that came with a request is still good; blocks. */
    boolean isOpen(ServerWebExchange exchange) {
        return secret(exchange).filter(sessions::isOpen).isPresent();
    }

    /** After a login, with whoever logged in; at the logout, with nobody. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.<Void>fromRunnable(
                        () -> {
                            String address = Address.of(exchange);
                            if (context != null
                                    && context.getAuthentication() instanceof SignedIn user) {
                                secret(exchange).ifPresent(sessions::close);
                                set(exchange, sessions.open(user.getName(), user.hint()), null);
                                audit.record(
                                        user.actor(address), LoginAudit.LOGIN, "okiagari", "done");
                            } else {
                                secret(exchange).ifPresent(secret -> logOut(exchange, secret));
                                set(exchange, "", Duration.ZERO);
                            }
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void logOut(ServerWebExchange exchange, String secret) {
        String address = Address.of(exchange);
        sessions.hint(secret).ifPresent(hint -> exchange.getAttributes().put(HINT, hint));
        sessions.find(secret)
                .ifPresent(user ->
                        audit.record(user.actor(address), LoginAudit.LOGOUT, "okiagari", "done"));
        sessions.close(secret);
    }

    /** What the session that this request has ended was begun with. */
    static Optional<String> hintOfEnded(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(HINT));
    }

    private static Optional<String> secret(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(COOKIE))
                .map(HttpCookie::getValue)
                .filter(value -> SECRET.matcher(value).matches());
    }

    private static void set(ServerWebExchange exchange, String value, @Nullable Duration maximum) {
        var cookie = ResponseCookie.from(COOKIE, value).path("/").httpOnly(true).sameSite("Lax");
        exchange.getResponse()
                .addCookie(maximum == null ? cookie.build() : cookie.maxAge(maximum).build());
    }
}
