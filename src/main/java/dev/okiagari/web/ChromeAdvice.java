package dev.okiagari.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives each page what is around it. */
@ControllerAdvice(annotations = Controller.class)
class ChromeAdvice {

    private final Chrome chrome;

    ChromeAdvice(Chrome chrome) {
        this.chrome = chrome;
    }

    @ModelAttribute("chrome")
    Mono<ChromeView> chrome(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return exchange.getPrincipal()
                .map(user -> view(request, user))
                .switchIfEmpty(Mono.fromSupplier(() -> view(request, null)));
    }

    private ChromeView view(ServerHttpRequest request, @Nullable Principal user) {
        return chrome.of(request, user);
    }
}
