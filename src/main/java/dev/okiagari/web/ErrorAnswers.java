package dev.okiagari.web;

import dev.okiagari.security.Actors;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers what failed: a problem document for scripts, a page for people. */
@Component
@Order(-2)
class ErrorAnswers extends AbstractErrorWebExceptionHandler {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final MediaType PLAIN = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Problems problems;

    ErrorAnswers(
            ErrorAttributes attributes,
            WebProperties properties,
            ApplicationContext context,
            ServerCodecConfigurer codecs,
            ObjectProvider<ViewResolver> views,
            Problems problems) {
        super(attributes, properties.getResources(), context);
        setMessageReaders(codecs.getReaders());
        setMessageWriters(codecs.getWriters());
        setViewResolvers(views.orderedStream().toList());
        this.problems = problems;
    }

    @Override
    protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
        return RouterFunctions.route(RequestPredicates.all(), this::answer);
    }

    @Override
    protected void logError(ServerRequest request, ServerResponse response, Throwable thrown) {
        // Problems has logged what was our fault, with the id that the answer names
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        var exchange = request.exchange();
        var thrown = Objects.requireNonNull(getError(request));
        var problem = problems.of(thrown, exchange.getRequest().getId(), Locales.of(exchange));
        var answer = ServerResponse.status(problem.status());
        if (thrown instanceof ErrorResponse response) {
            answer.headers(headers -> headers.addAll(response.getHeaders()));
        }
        return Scripts.calls(exchange)
                ? answer.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .bodyValue(problem.document(request.path()))
                : page(exchange, answer, problem);
    }

    private Mono<ServerResponse> page(
            ServerWebExchange exchange, ServerResponse.BodyBuilder answer, Problem problem) {
        answer.contentType(HTML);
        return formToken(exchange)
                .then(Mono.defer(() -> renderErrorView(view(exchange), answer, problem.model())))
                .switchIfEmpty(
                        Mono.defer(() -> answer.contentType(PLAIN).bodyValue(problem.detail())));
    }

    /** Whoever is not known to be allowed to look is shown nothing of the cluster. */
    private static String view(ServerWebExchange exchange) {
        return Actors.isSomebody(exchange) ? "error" : "refused";
    }

    /** The page has forms of its own, for the language; no advice runs for it. */
    private static Mono<CsrfToken> formToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null
                ? Mono.empty()
                : token.doOnNext(ready ->
                        exchange.getAttributes()
                                .put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, ready));
    }
}
