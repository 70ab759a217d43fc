package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch of a server that answers, is slow, closes, or redirects. */
class AvailabilityWatchIntegrationTests {

    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicReference<String> answer = new AtomicReference<>(ok());
    private final AtomicBoolean drips = new AtomicBoolean();
    private final AtomicInteger delayMillis = new AtomicInteger();
    private final long began = System.nanoTime();
    private final InstantSource source = () -> T0.plusNanos(System.nanoTime() - began);
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private ServerSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void slowAnswersDelayNoOtherRequest() {
        delayMillis.set(700);
        AvailabilityWatch watch = watch(100, 2000);

        await().atMost(Duration.ofSeconds(3)).until(() -> connections.get() >= 6);
        Availability seen = watch.end(() -> false);

        assertThat(seen.failed()).isZero();
        assertThat(seen.latency()).isNotNull();
        assertThat(seen.latency().p50()).isBetween(600, 1900);
    }

    @Test
    void aConnectionThatIsClosedUnansweredHasFailedAndIsNotTriedAgain() {
        answer.set("");
        AvailabilityWatch watch = watch(200, 1000);

        await().atMost(Duration.ofSeconds(3)).until(() -> connections.get() >= 3);
        Availability seen = watch.end(() -> true);

        assertThat(seen.samples()).isBetween(2, connections.get());
        assertThat(connections.get()).isLessThanOrEqualTo(seen.samples() + 1);
        assertThat(seen.failures())
                .containsExactly(new Availability.Failures(Answer.CLOSED, seen.samples()));
        assertThat(seen.outages()).singleElement().extracting(Availability.Outage::to).isNull();
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        answer.set(
                "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
        AvailabilityWatch watch = watch(200, 1000);

        await().atMost(Duration.ofSeconds(3)).until(() -> connections.get() >= 2);

        assertThat(watch.end(() -> false).failed()).isZero();
    }

    @Test
    void statusesOfAKubeletAreGoodAndAnswersThatAreNotHttpHaveFailed() {
        assertThat(asked("HTTP/1.1 503 Service Unavailable\r\n\r\n")).isEqualTo(Answer.BAD_STATUS);
        assertThat(asked("HTTP/1.1 404 Not Found\r\n\r\n")).isEqualTo(Answer.BAD_STATUS);
        assertThat(asked("HTTP/1.0 399 Odd\r\n\r\n")).isEqualTo(Answer.GOOD);
        assertThat(asked("HTTP/1.1 204\r\nContent-Length: 5\r\n\r\n")).isEqualTo(Answer.GOOD);
        assertThat(asked("HTTP/1.1 103 Early Hints\r\n\r\n" + ok())).isEqualTo(Answer.GOOD);
        assertThat(asked("HTTP/1.1 100 Go on\r\n\r\n".repeat(50))).isEqualTo(Answer.NOT_HTTP);
        assertThat(asked("SSH-2.0-OpenSSH\r\n")).isEqualTo(Answer.NOT_HTTP);
        assertThat(asked("x".repeat(100_000))).isEqualTo(Answer.NOT_HTTP);
        assertThat(asked("HTTP/1.1 200 OK\r\nA: b\r\n".concat("A: b\r\n".repeat(1000))))
                .isEqualTo(Answer.NOT_HTTP);
    }

    @Test
    void aBodyThatBreaksOffIsNoAnswerAndALongOneIsNotRead() {
        assertThat(asked("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"))
                .isEqualTo(Answer.CLOSED);
        assertThat(asked("HTTP/1.1 200 OK\r\nContent-Length: 10")).isEqualTo(Answer.CLOSED);
        assertThat(asked("HTTP/1.1 200 OK\r\n\r\nhello")).isEqualTo(Answer.GOOD);
        assertThat(
                        asked(
                                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"
                                        + "x".repeat(20_000)))
                .isEqualTo(Answer.GOOD);
    }

    @Test
    void whereNobodyListensItIsRefused() throws IOException {
        server.close();

        await().until(() -> asked(ok()) == Answer.REFUSED);
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAtTheTimeOut() {
        delayMillis.set(60_000);
        AvailabilityWatch watch = watch(100, 300);

        await().atMost(Duration.ofSeconds(3)).until(() -> connections.get() >= 8);
        Availability seen = watch.end(() -> true);

        assertThat(seen.failures())
                .singleElement()
                .returns(Answer.TIMED_OUT, Availability.Failures::reason);
        assertThat(seen.samples()).isBetween(3, 8);
    }

    @Test
    void anAnswerThatDripsHasNoMoreTimeThanAnother() {
        drips.set(true);
        AvailabilityWatch watch = watch(100, 300);

        await().atMost(Duration.ofSeconds(3)).until(() -> connections.get() >= 8);

        assertThat(watch.end(() -> true).failures())
                .singleElement()
                .returns(Answer.TIMED_OUT, Availability.Failures::reason);
    }

    @Test
    void anOutageThatEndsAtTheEndIsWaitedFor() {
        AvailabilityWatch watch = watch(100, 500);
        await().atMost(Duration.ofSeconds(3)).until(() -> watch.sum().samples() > 0);
        answer.set("HTTP/1.1 500 Oops\r\n\r\n");
        await().atMost(Duration.ofSeconds(3)).until(() -> watch.sum().failed() > 0);
        Thread.ofVirtual()
                .start(() -> {
                    await().until(() -> watch.sum().failed() >= 12);
                    answer.set(ok());
                });

        Availability seen = watch.end(() -> false);

        assertThat(seen.outages())
                .singleElement()
                .satisfies(outage -> assertThat(outage.to()).isNotNull());
        assertThat(seen.complete()).isTrue();
    }

    @Test
    void whatNeverWasGoodIsNotWaitedForAsLong() {
        answer.set("HTTP/1.1 500 Oops\r\n\r\n");
        AvailabilityWatch watch = watch(100, 500);

        long before = System.nanoTime();
        Availability seen = watch.end(() -> false);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(seen.outages()).hasSize(1);
    }

    private Answer asked(String answers) {
        answer.set(answers);
        try {
            return HttpGet.ask(destination(), 1000);
        } catch (IOException failed) {
            return Answer.of(failed);
        }
    }

    private AvailabilityWatch watch(int interval, int timeout) {
        AvailabilityCheck check =
                new AvailabilityCheck(
                        new Address.PodPort(server.getLocalPort(), "/", "http"), interval, timeout);
        AvailabilityWatch watch =
                new AvailabilityWatch(
                        check,
                        new UrlAsker(destination()),
                        clock,
                        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                        _ -> {});
        watch.start();
        return watch;
    }

    private Destination destination() {
        return new Destination(false, "127.0.0.1", server.getLocalPort(), "test", "/", true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket open) {
        try (Socket socket = open) {
            TimeUnit.MILLISECONDS.sleep(delayMillis.get());
            while (drips.get()) {
                TimeUnit.MILLISECONDS.sleep(50);
                socket.getOutputStream().write('H');
            }
            socket.getInputStream().read(new byte[1000]);
            socket.getOutputStream().write(answer.get().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException gone) {
            // Whoever asked has gone away.
        }
    }

    private static String ok() {
        return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    }
}
