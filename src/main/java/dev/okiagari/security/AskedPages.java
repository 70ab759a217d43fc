package dev.okiagari.security;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers in a cookie which page was asked for before the login. Not in a session: anybody could
 * then fill the memory. The cookie is taken back when that page is reached, not before: the form
 * itself is asked for in between.
 */
final class AskedPages extends CookieServerRequestCache {

    /** A browser takes two slashes, and a backslash for one, as the beginning of another host. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\]).*");

    @Override
    public Mono<URI> getRedirectUri(ServerWebExchange exchange) {
        return super.getRedirectUri(exchange)
                .filter(asked -> OURS.matcher(asked.toString()).matches());
    }

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        String here = exchange.getRequest().getPath().pathWithinApplication().value();
        return getRedirectUri(exchange)
                .filter(asked -> here.equals(asked.getRawPath()))
                .flatMap(_ -> super.removeMatchingRequest(exchange));
    }
}
