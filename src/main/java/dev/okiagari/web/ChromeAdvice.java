package dev.okiagari.web;

import dev.okiagari.security.Actors;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
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
        return exchange.getPrincipal()
                .map(user -> view(exchange, user))
                .switchIfEmpty(Mono.fromSupplier(() -> view(exchange, null)));
    }

    private ChromeView view(ServerWebExchange exchange, @Nullable Principal user) {
        return chrome.of(exchange.getRequest(), user, Actors.of(exchange));
    }
}
