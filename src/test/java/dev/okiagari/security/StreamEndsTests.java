package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** A stream does not outlive the login that opened it. */
class StreamEndsTests {

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final StreamEnds ends = new StreamEnds(_ -> open.get(), Duration.ofMillis(5));

    @Test
    void aStreamEndsWithTheLoginThatOpenedIt() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Mono<Void> stream =
                ends.filter(
                        exchange("/live/pods"),
                        _ -> Mono.<Void>never().doOnCancel(() -> cancelled.set(true)));

        open.set(false);
        stream.block(Duration.ofSeconds(10));

        assertThat(cancelled).isTrue();
    }

    @Test
    void whatIsNoStreamIsLeftAlone() {
        open.set(false);

        assertThat(ends.filter(exchange("/"), _ -> Mono.empty()).blockOptional()).isEmpty();
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path));
    }
}
