package dev.okiagari.security;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what was sent to a name that is not ours, before anything else sees it: a foreign site
 * whose name was made to resolve to this machine passes every check of the Origin.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostCheck implements WebFilter {

    private static final int MISDIRECTED = 421;
    private static final String HEALTH = "/actuator/health";
    private static final Pattern NAMED = Pattern.compile("(?i:https?)://([^/?#]*)");

    private final AllowedHosts hosts;
    private final MessageSource messages;

    HostCheck(ServerHostProperties properties, MessageSource messages) {
        this.hosts = new AllowedHosts(properties.hosts());
        this.messages = messages;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var names = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.HOST);
        var ours =
                names.size() == 1
                        && hosts.allow(names.getFirst())
                        && isForUs(exchange.getRequest());
        return ours || isHealthProbe(exchange.getRequest())
                ? chain.filter(exchange)
                : refuse(exchange);
    }

    /** A request line may name a server, too; that one counts more than the header. */
    private boolean isForUs(ServerHttpRequest request) {
        var target = RequestLine.target(request);
        var named = NAMED.matcher(target);
        return named.lookingAt()
                ? hosts.allow(named.group(1))
                : target.startsWith("/") || target.equals("*");
    }

    /** A kubelet probes by the pod's address, which nobody can list beforehand. */
    private static boolean isHealthProbe(ServerHttpRequest request) {
        var path = request.getPath().value();
        return HttpMethod.GET.equals(request.getMethod())
                && (path.equals(HEALTH) || path.startsWith(HEALTH + "/"));
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        var locale = exchange.getLocaleContext().getLocale();
        var sentence =
                messages.getMessage(
                        "security.host.refused",
                        new Object[] {"okiagari.server.hosts"},
                        locale == null ? java.util.Locale.ENGLISH : locale);
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(MISDIRECTED));
        response.getHeaders()
                .setContentType(new MediaType("text", "plain", StandardCharsets.UTF_8));
        response.getHeaders().setCacheControl("no-store");
        var body = response.bufferFactory().wrap(sentence.getBytes(StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(body));
    }
}
