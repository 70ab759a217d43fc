package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class BroadcasterTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Broadcaster broadcaster = new Broadcaster();

    @BeforeEach
    void start() {
        broadcaster.start();
    }

    @AfterEach
    void stop() {
        broadcaster.stop();
    }

    @Test
    void aReaderThatFallsBehindIsToldToStartAnew() {
        StepVerifier.create(broadcaster.stream(null), 1)
                .expectNextMatches(frame -> frame instanceof Frame.Ping)
                .then(() -> publish(10_001))
                .thenRequest(1)
                .assertNext(frame -> assertThat(frame).isInstanceOf(Frame.Reset.class))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void streamsEndWhenTheApplicationStops() {
        StepVerifier.create(broadcaster.stream(null))
                .expectNextMatches(frame -> frame instanceof Frame.Ping)
                .then(broadcaster::stop)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void aStreamThatOpensAfterTheEndEnds() {
        broadcaster.stop();

        StepVerifier.create(broadcaster.stream(null)).expectComplete().verify(SOON);
    }

    @RepeatedTest(50)
    void itTellsAgainAfterAStopAndAStart() {
        publish(1);
        broadcaster.stop();
        broadcaster.start();

        StepVerifier.create(broadcaster.stream(null))
                .expectNextCount(1)
                .then(() -> publish(1))
                .expectNextMatches(frame -> isChange(frame, 0))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void changesComeInTheirOrder() {
        StepVerifier.create(broadcaster.stream(null))
                .expectNextCount(1)
                .then(() -> publish(3))
                .expectNextMatches(frame -> isChange(frame, 0))
                .expectNextMatches(frame -> isChange(frame, 1))
                .expectNextMatches(frame -> isChange(frame, 2))
                .thenCancel()
                .verify(SOON);
    }

    private void publish(int times) {
        for (var i = 0; i < times; i++) {
            broadcaster.publish("gap", i);
        }
    }

    private static boolean isChange(Frame frame, int number) {
        return frame instanceof Frame.Change(_, _, var payload)
                && payload.in(java.util.Locale.ENGLISH).equals(number);
    }
}
