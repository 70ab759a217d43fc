package dev.okiagari.security;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends people to the form, and tells scripts that they need a password or a token. */
final class SignInEntryPoint implements ServerAuthenticationEntryPoint {

    private static final URI FORM = URI.create("/login");
    private static final List<String> BROWSER =
            List.of("Sec-Fetch-Site", "Sec-Fetch-Mode", "X-Requested-With", "HX-Request");

    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();
    private final ServerRequestCache asked;

    private final SecurityMode mode;

    SignInEntryPoint(ServerRequestCache asked, SecurityMode mode) {
        this.asked = asked;
        this.mode = mode;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException missing) {
        var headers = exchange.getRequest().getHeaders();
        if (headers.containsHeader("HX-Request")) {
            exchange.getResponse().getHeaders().set("HX-Redirect", FORM.toString());
            return refuse(exchange, missing, mode);
        }
        return ApiRequests.isForScripts(exchange)
                ? refuse(exchange, missing, mode)
                : asked.saveRequest(exchange).then(redirect.sendRedirect(exchange, FORM));
    }

    /** Names the scheme to scripts only: a browser would open a window of its own. */
    static Mono<Void> refuse(
            ServerWebExchange exchange, AuthenticationException failure, SecurityMode mode) {
        if (failure instanceof LockedException) {
            var pause = String.valueOf(GuessBrake.PAUSE.toSeconds());
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, pause);
            return Mono.error(new Refusal(HttpStatus.TOO_MANY_REQUESTS, "security.refused.paused"));
        }
        if (!isBrowser(exchange.getRequest().getHeaders())) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, mode.challenge());
        }
        return Mono.error(new Refusal(HttpStatus.UNAUTHORIZED, mode.refusal()));
    }

    private static boolean isBrowser(HttpHeaders headers) {
        return BROWSER.stream().anyMatch(headers::containsHeader)
                || headers.getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accept -> accept.contains(MediaType.TEXT_HTML_VALUE));
    }
}
