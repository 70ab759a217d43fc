package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import dev.okiagari.history.BackOff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeForecastTests {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final StartNeed NOTHING = StartNeed.of(Probes.NONE);

    @Test
    void theDefaultsNoticeAFrozenServerAfter21To31SecondsAndAnswerAgainAfter51To64() {
        ProbeForecast forecast =
                ProbeForecast.of(
                        probe("httpGet / 8080 HTTP", 10, 1, 3),
                        Circumstances.frozen(ProbeType.LIVENESS, GRACE, NOTHING));

        assertThat(forecast.words())
                .isEqualTo(Message.of("liveness.forecast.noticed", 21, 31, 51, 64));
    }

    @ParameterizedTest(name = "{0}, hang {1}, period {2} s, time-out {3} s, {4} failures")
    @CsvSource({
        "httpGet / 8080 HTTP, FROZEN, 10, 1, 3, 21, 31",
        "httpGet / 8080 HTTP, SILENT, 10, 1, 3, 21, 31",
        "httpGet / 8080 HTTP, FROZEN, 10, 12, 3, 36, 46",
        "httpGet / 8080 HTTP, FROZEN, 1, 1, 1, 1, 2",
        "httpGet / 8080 HTTP, REFUSED, 10, 1, 3, 20, 30",
        "httpGet / 8080 HTTP, REFUSED, 4, 8, 2, 4, 8",
        "httpGet / 8080 HTTP, UNWELL, 10, 12, 1, 0, 10",
        "grpc 9000, FROZEN, 5, 2, 2, 7, 12",
        "tcpSocket 8080, REFUSED, 5, 1, 2, 5, 10",
        "exec test -f /tmp/alive, UNWELL, 5, 3, 3, 10, 15",
        "exec curl localhost, FROZEN, 10, 4, 2, 10, 24"
    })
    void detectionFollowsTheTicksAndTheTimeOuts(
            String handler,
            Hang hang,
            long period,
            long timeout,
            int failures,
            long min,
            long max) {
        Probe probe = probe(handler, period, timeout, failures);

        assertThat(Failing.of(probe, hang).detection(probe)).isEqualTo(span(min, max));
    }

    @ParameterizedTest(name = "{0}, hang {1}")
    @CsvSource({
        "tcpSocket 8080, FROZEN",
        "tcpSocket 8080, SILENT",
        "tcpSocket 8080, UNWELL",
        "exec cat /tmp/alive, FROZEN",
        "exec /bin/test -f /tmp/alive, REFUSED"
    })
    void whatDoesNotAskTheApplicationDoesNotNotice(String handler, Hang hang) {
        ProbeForecast forecast =
                ProbeForecast.of(probe(handler, 10, 1, 3), circumstances(hang, SigTerm.UNKNOWN));

        assertThat(forecast).isEqualTo(new ProbeForecast.Unnoticed(hang, handler));
        assertThat(forecast.words())
                .isEqualTo(Message.of("liveness.forecast.unnoticed-" + hang.text(), handler));
    }

    @Test
    void aFrozenProcessTakesItsWholeGraceEvenWhereItHandlesSigterm() {
        assertThat(grace(Hang.FROZEN, SigTerm.HANDLED)).isEqualTo(span(30, 31));
    }

    @Test
    void whoDropsSigtermTakesItsWholeGrace() {
        assertThat(grace(Hang.SILENT, SigTerm.DROPPED)).isEqualTo(span(30, 31));
    }

    @Test
    void whoHandlesSigtermMayTakeAnythingUpToItsGrace() {
        assertThat(grace(Hang.REFUSED, SigTerm.HANDLED)).isEqualTo(span(0, 30));
        assertThat(grace(Hang.REFUSED, SigTerm.UNKNOWN)).isEqualTo(span(0, 30));
    }

    @ParameterizedTest(name = "the pod''s {0} s, the probe''s {1} s: {2} s")
    @CsvSource({"30, , 30", "30, 5, 5", "30, 60, 60", "1, , 2", "30, 1, 2", "0, , 2"})
    void theProbesOwnGraceGoesBeforeThePodsAndTwoSecondsAreTheLeast(
            long pod, @Nullable Long own, long given) {
        Probe probe =
                new Probe(
                        "httpGet / 8080 HTTP",
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        3,
                        1,
                        own == null ? null : Duration.ofSeconds(own));

        assertThat(ProbeForecast.grace(probe, Duration.ofSeconds(pod)))
                .isEqualTo(Duration.ofSeconds(given));
    }

    @Test
    void readinessTakesItOutOfServicesAndRestartsNothing() {
        ProbeForecast forecast =
                ProbeForecast.of(
                        probe("httpGet / 8080 HTTP", 5, 2, 2),
                        Circumstances.frozen(ProbeType.READINESS, GRACE, NOTHING));

        assertThat(forecast).isEqualTo(new ProbeForecast.Unrouted(Hang.FROZEN, span(7, 12)));
    }

    @Test
    void aStartThatHangsIsNoticedFromItsBeginningOn() {
        Probe probe =
                new Probe(
                        "httpGet / 8080 HTTP",
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        30,
                        1,
                        null);

        ProbeForecast.Restarted forecast =
                (ProbeForecast.Restarted)
                        ProbeForecast.of(
                                probe, Circumstances.frozen(ProbeType.STARTUP, GRACE, NOTHING));

        assertThat(forecast.detected()).isEqualTo(span(311, 321));
        assertThat(forecast.words().key()).isEqualTo("liveness.forecast.startup");
    }

    @Test
    void readyComesAsMuchLaterAsAStartTakes() {
        StartNeed start = new StartNeed(span(4, 9), 3);

        ProbeForecast.Restarted forecast =
                (ProbeForecast.Restarted)
                        ProbeForecast.of(
                                probe("httpGet / 8080 HTTP", 10, 1, 3),
                                Circumstances.frozen(ProbeType.LIVENESS, GRACE, start));

        assertThat(forecast.ready()).isEqualTo(forecast.restarted().plus(span(4, 9)));
    }

    private static Span grace(Hang hang, SigTerm sigTerm) {
        ProbeForecast.Restarted forecast =
                (ProbeForecast.Restarted)
                        ProbeForecast.of(
                                probe("httpGet / 8080 HTTP", 10, 1, 3),
                                circumstances(hang, sigTerm));
        return new Span(
                forecast.ended().min().minus(forecast.detected().min()),
                forecast.ended().max().minus(forecast.detected().max()));
    }

    private static Circumstances circumstances(Hang hang, SigTerm sigTerm) {
        return new Circumstances(ProbeType.LIVENESS, hang, GRACE, sigTerm, BackOff.NONE, NOTHING);
    }

    private static Probe probe(String handler, long period, long timeout, int failures) {
        return new Probe(
                handler,
                Duration.ZERO,
                Duration.ofSeconds(period),
                Duration.ofSeconds(timeout),
                failures,
                1,
                null);
    }

    private static Span span(long min, long max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
