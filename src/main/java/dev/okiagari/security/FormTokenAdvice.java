package dev.okiagari.security;

import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Has the form token ready where a page is drawn: {@code th:action} then adds the hidden field, and
 * {@code ${formToken.token}} and {@code ${formToken.headerName}} serve scripts. Nobody else asks
 * for it, so answers to scripts set no cookie.
 */
@ControllerAdvice
class FormTokenAdvice {

    @ModelAttribute("formToken")
    Mono<CsrfToken> formToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        if (token == null || ApiRequests.isApi(exchange)) {
            return Mono.empty();
        }
        return token.doOnNext(ready -> keep(exchange, ready));
    }

    private static void keep(ServerWebExchange exchange, CsrfToken token) {
        exchange.getAttributes().put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, token);
    }
}
