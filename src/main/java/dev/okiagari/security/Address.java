package dev.okiagari.security;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Where a request comes from, as text. */
final class Address {

    private Address() {}

    static @Nullable String of(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        if (remote == null) {
            return null;
        }
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }
}
