package dev.okiagari.security;

import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** What stands in a request's first line, before anybody has made an address of it. */
final class RequestLine {

    private RequestLine() {}

    /** As it was sent; the path where there is no connection that it was sent on. */
    static String target(ServerHttpRequest request) {
        return switch (request) {
            case ServerHttpRequestDecorator decorated -> target(decorated.getDelegate());
            case AbstractServerHttpRequest plain
                    when plain.getNativeRequest() instanceof HttpServerRequest sent ->
                    sent.uri();
            default -> request.getPath().value();
        };
    }
}
