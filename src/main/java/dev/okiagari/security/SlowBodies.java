package dev.okiagari.security;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a body that does not come to its end in time. Not where a history is read: that is long,
 * an admin's, and waits for the database. Before all filters, since forms are read past them.
 */
@Component
class SlowBodies implements HttpHandlerDecoratorFactory {

    private static final String LONG = "/api/history/import";

    private final Duration patience;

    SlowBodies(ServerHostProperties properties) {
        this.patience = properties.patience();
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) ->
                handler.handle(
                        request.getPath().pathWithinApplication().value().equals(LONG)
                                ? request
                                : new InTime(request, patience),
                        response);
    }

    private static final class InTime extends ServerHttpRequestDecorator {

        private final Duration patience;

        InTime(ServerHttpRequest request, Duration patience) {
            super(request);
            this.patience = patience;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                // One for the whole: each byte would else buy the sender as much time again.
                Mono<Long> end = Mono.delay(patience).cache();
                return super.getBody()
                        .timeout(end, _ -> end)
                        .onErrorMap(TimeoutException.class, _ -> late());
            });
        }

        private static Refusal late() {
            return new Refusal(HttpStatus.REQUEST_TIMEOUT, "security.refused.slow");
        }
    }
}
