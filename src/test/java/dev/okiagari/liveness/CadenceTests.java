package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.CadencePart.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CadenceTests {

    private static final Instant T0 = Instant.parse("2026-11-23T17:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Period 10, time-out 1, threshold 3. */
    private static final Probe DEFAULTS = probe(0, 10, 1, 3);

    @Test
    void withoutACycleThereIsNoCadence() {
        assertThat(
                        Cadence.of(
                                ProbeType.LIVENESS,
                                DEFAULTS,
                                Failing.AFTER_TIMEOUT,
                                GRACE,
                                List.of()))
                .isEmpty();
    }

    @Test
    void thePartsAddUpToTheInterval() {
        Cadence cadence = cadence(DEFAULTS, Failing.AFTER_TIMEOUT, runs(137, 59, 1, 59, 1, 59, 1));

        assertThat(cadence.interval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(cadence.parts().stream().map(CadencePart::time))
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 8L, 21L, 30L, 1L);
        assertThat(total(cadence)).isEqualTo(cadence.interval());
        assertThat(cadence.predicted()).isEqualTo(span(60, 60));
    }

    @Test
    void whatAnswersForAWhileSaysHowLong() {
        Cadence cadence = cadence(DEFAULTS, Failing.AFTER_TIMEOUT, runs(137, 361, 0, 361, 0));

        assertThat(cadence.parts())
                .extracting(CadencePart::name, part -> part.time().toSeconds())
                .containsExactly(
                        tuple(Name.ANSWERING, 300L),
                        tuple(Name.DELAY, 0L),
                        tuple(Name.WAIT, 10L),
                        tuple(Name.TIME_OUTS, 21L),
                        tuple(Name.GRACE, 30L));
        assertThat(total(cadence)).isEqualTo(cadence.interval());
    }

    @Test
    void aRefusedConnectionCostsNoTimeOut() {
        Cadence cadence = cadence(probe(5, 10, 8, 3), Failing.AT_ONCE, runs(0, 30, 0, 30, 0));

        assertThat(cadence.parts())
                .extracting(CadencePart::text)
                .contains(Message.of("liveness.part.failures", 20, 3, 10));
        assertThat(cadence.predicted()).isEqualTo(span(30, 30));
    }

    @Test
    void whatIsHeldBackIsAPart() {
        Cadence cadence = cadence(DEFAULTS, Failing.AFTER_TIMEOUT, runs(137, 60, 0, 60, 160));

        assertThat(cadence.parts())
                .extracting(CadencePart::name, part -> part.time().toSeconds())
                .contains(tuple(Name.BACK_OFF, 160L));
        assertThat(total(cadence)).isEqualTo(cadence.interval());
    }

    @Test
    void theGraceThatWasTakenIsMeasuredWhereEveryFailureWasTold() {
        Instant start = T0.plusSeconds(60);
        Cycle told =
                new Cycle(
                        start,
                        start.plusSeconds(37),
                        start.plusSeconds(40),
                        0,
                        List.of(
                                start.plusSeconds(9),
                                start.plusSeconds(19),
                                start.plusSeconds(29)));

        Cadence cadence = cadence(DEFAULTS, Failing.AFTER_TIMEOUT, List.of(told));

        assertThat(cadence.parts())
                .extracting(CadencePart::name, part -> part.time().toSeconds())
                .contains(tuple(Name.GRACE, 8L), tuple(Name.START, 3L));
    }

    @Test
    void whatVariesSaysBetweenWhich() {
        Cadence cadence =
                cadence(DEFAULTS, Failing.AFTER_TIMEOUT, runs(137, 60, 0, 60, 0, 70, 0, 60, 0));

        assertThat(cadence.words().getFirst())
                .isEqualTo(Message.of("liveness.cadence.varied", 4, 60, 70, 60));
    }

    private static Cadence cadence(Probe probe, Failing failing, List<Cycle> cycles) {
        return Cadence.of(ProbeType.LIVENESS, probe, failing, GRACE, cycles).orElseThrow();
    }

    /** A run and the gap after it, in seconds, and so on. */
    private static List<Cycle> runs(int exitCode, long... lengths) {
        List<Cycle> cycles = new ArrayList<>();
        Instant at = T0;
        for (int i = 0; i < lengths.length; i += 2) {
            Instant end = at.plusSeconds(lengths[i]);
            Instant next = end.plusSeconds(lengths[i + 1]);
            cycles.add(new Cycle(at, end, next, exitCode, List.of()));
            at = next;
        }
        return cycles;
    }

    private static Duration total(Cadence cadence) {
        return cadence.parts().stream()
                .map(CadencePart::time)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Probe probe(long delay, long period, long timeout, int failures) {
        Duration[] all =
                Arrays.stream(new long[] {delay, period, timeout})
                        .mapToObj(Duration::ofSeconds)
                        .toArray(Duration[]::new);
        return new Probe("httpGet / 8080 HTTP", all[0], all[1], all[2], failures, 1, null);
    }

    private static Span span(long min, long max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
