package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.replica.Office;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HistoryMetricsTests {

    private static final Instant T0 = Instant.parse("2026-11-29T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(T0);
    private final HistoryMetrics metrics = new HistoryMetrics(meters, clock(), Office.alone());

    private Clock clock() {
        Clock clock = mock(Clock.class);
        given(clock.instant()).willAnswer(call -> now.get());
        return clock;
    }

    @Test
    void aRestartIsCountedOnceThoughItsCauseBecomesKnownLater() {
        metrics.on(restart("1", RestartCause.UNKNOWN, T0));
        metrics.on(restart("1", RestartCause.LIVENESS, T0));
        metrics.on(restart("2", RestartCause.OOM, T0));

        assertThat(meters.get(HistoryMetrics.RESTARTS).tag("namespace", "shop").counter().count())
                .isEqualTo(2);
    }

    @Test
    void theLagIsFromTheStartOfTheRunUntilItWasStored() {
        now.set(T0.plusSeconds(7));

        metrics.on(restart("1", RestartCause.CRASH, T0.plusSeconds(4)));

        assertThat(meters.get(HistoryMetrics.LAG).timer().totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void whatHappenedBeforeThisProcessHasNoLag() {
        metrics.on(restart("1", RestartCause.CRASH, T0.minusSeconds(3600)));

        assertThat(meters.find(HistoryMetrics.LAG).timer()).isNull();
    }

    @Test
    void aGapThatGrowsIsOneOfItsReason() {
        metrics.on(gap(T0.plusSeconds(1)));
        metrics.on(gap(T0.plusSeconds(2)));

        assertThat(meters.get(HistoryMetrics.GAPS).tag("reason", "watch-lost").counter().count())
                .isEqualTo(1);
    }

    @Test
    void theFirstGapOfAReasonIsAnIncrease() {
        assertThat(meters.get(HistoryMetrics.GAPS).counters())
                .hasSameSizeAs(GapReason.values())
                .allMatch(counter -> counter.count() == 0);
    }

    @Test
    void ofProbeFailuresThatAreToldAgainTheNewOnesAreCounted() {
        metrics.on(failure("1", T0.plusSeconds(1), 2));
        metrics.on(failure("1", T0.plusSeconds(1), 5));
        metrics.on(failure("1", T0.plusSeconds(1), 5));

        assertThat(probeFailures()).isEqualTo(5);
    }

    @Test
    void probeFailuresOfBeforeThisProcessAreNotItsOwn() {
        metrics.on(failure("1", T0.minusSeconds(3600), 30));
        metrics.on(failure("1", T0.minusSeconds(3600), 31));

        assertThat(probeFailures()).isEqualTo(1);
    }

    private double probeFailures() {
        return meters.get(HistoryMetrics.PROBE_FAILURES)
                .tags("namespace", "shop", "probe", "liveness")
                .counter()
                .count();
    }

    private static HistoryEvent failure(String id, Instant from, int count) {
        return new HistoryEvent.ProbeFailureRecorded(
                new ProbeFailure(
                        id,
                        null,
                        new PodRef("shop", "web-1", "uid-1"),
                        "app",
                        ProbeType.LIVENESS,
                        from,
                        T0.plusSeconds(60),
                        count,
                        false,
                        "timeout"));
    }

    private static HistoryEvent gap(Instant to) {
        return new HistoryEvent.GapRecorded(
                new Gap(
                        "1",
                        T0,
                        to,
                        Gap.Scope.CLUSTER,
                        GapReason.WATCH_LOST,
                        null,
                        Message.of("history.gap")));
    }

    private static HistoryEvent restart(String id, RestartCause cause, Instant started) {
        return new HistoryEvent.RestartRecorded(
                new Restart(
                        id,
                        new WorkloadRef("shop", "Deployment", "web"),
                        new ContainerRef(new PodRef("shop", "web-1", "uid-1"), "app"),
                        1,
                        cause,
                        Message.of("history.evidence"),
                        1,
                        "Error",
                        new Restart.Ended("old", null, started),
                        new Restart.Began("new", started, null),
                        started,
                        null));
    }
}
