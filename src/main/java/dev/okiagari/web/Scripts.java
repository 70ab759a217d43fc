package dev.okiagari.web;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;

/** Tells the requests of scripts from those of people. */
final class Scripts {

    private static final List<String> PATHS = List.of("/api/", "/v3/", "/actuator/");

    private Scripts() {}

    static boolean calls(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return PATHS.stream().anyMatch(path::startsWith);
    }
}
