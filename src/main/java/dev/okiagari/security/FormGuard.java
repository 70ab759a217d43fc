package dev.okiagari.security;

import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what no form of ours sends. The token alone does not tell: cookies of all ports of a host
 * are one jar, so a neighbour can set both the token and its cookie; but a browser says that it was
 * the neighbour. And no form has files, which would be written to the disk before anybody is asked.
 */
final class FormGuard implements WebFilter {

    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (ApiRequests.isApi(exchange) || READS.contains(request.getMethod())) {
            return chain.filter(exchange);
        }
        if (!ApiGuard.isOfOwnSite(request)) {
            return Mono.error(new Refusal(HttpStatus.FORBIDDEN, "security.refused.form-token"));
        }
        return hasFiles(request.getHeaders())
                ? Mono.error(
                        new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "security.refused.files"))
                : chain.filter(exchange);
    }

    private static boolean hasFiles(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.CONTENT_TYPE).stream()
                .anyMatch(type -> type.strip().regionMatches(true, 0, "multipart", 0, 9));
    }
}
