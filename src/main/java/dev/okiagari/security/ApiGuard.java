package dev.okiagari.security;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a script write without a form's token, but no other site: a browser names where a request
 * comes from, and sends {@code application/json} or a compressed file to another site only after
 * asking.
 */
final class ApiGuard implements WebFilter {

    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** What a browser sends to another site only after asking: no form can have these types. */
    private static final List<MediaType> TYPES =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "gzip"));

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!ApiRequests.isApi(exchange) || READS.contains(request.getMethod())) {
            return chain.filter(exchange);
        }
        if (!isFromHere(request)) {
            return Mono.error(new Refusal(HttpStatus.FORBIDDEN, "security.refused.origin"));
        }
        return hasBody(request.getHeaders()) && !isOurs(request.getHeaders())
                ? Mono.error(
                        new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "security.refused.type"))
                : chain.filter(exchange);
    }

    private static boolean isFromHere(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var own = origin(request.getURI());
        return headers.getOrEmpty(HttpHeaders.ORIGIN).stream().allMatch(own::equalsIgnoreCase)
                && isOfOwnSite(request);
    }

    /** What a browser says of the page that sends it; others say nothing. */
    static boolean isOfOwnSite(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("Sec-Fetch-Site").stream()
                .allMatch(OWN_SITES::contains);
    }

    private static String origin(URI uri) {
        var port = uri.getPort();
        var usual = port < 0 || port == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + port);
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isOurs(HttpHeaders headers) {
        try {
            var type = headers.getContentType();
            return type != null && TYPES.stream().anyMatch(type::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }
}
