package dev.okiagari.history;

import dev.okiagari.cluster.Newest;
import dev.okiagari.replica.Office;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts what is recorded, each once however often it is told, and how long after it happened. */
@Component
class HistoryMetrics {

    static final String RESTARTS = "okiagari.restarts";
    static final String LAG = "okiagari.restarts.lag";
    static final String GAPS = "okiagari.gaps";
    static final String PROBE_FAILURES = "okiagari.probe.failures";

    private static final Duration[] OBJECTIVES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    /** A restart is told again while its cause becomes known, and not much later. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Boolean> counted = Newest.of(REMEMBERED);
    private final Map<String, Integer> failures = Newest.of(REMEMBERED);
    private final MeterRegistry meters;
    private final Clock clock;
    private final Office office;
    private final Instant begun;

    HistoryMetrics(MeterRegistry meters, Clock clock, Office office) {
        this.meters = meters;
        this.clock = clock;
        this.office = office;
        this.begun = clock.instant();
        // Prometheus sees an increase only of what was there before: the first gap is one.
        Stream.of(GapReason.values()).forEach(this::gaps);
    }

    private Counter gaps(GapReason reason) {
        return meters.counter(GAPS, "reason", reason.text());
    }

    /** What another replica has recorded is counted there. */
    @EventListener
    synchronized void on(HistoryEvent event) {
        if (!office.isHeld()) {
            return;
        }
        switch (event) {
            case HistoryEvent.RestartRecorded(Restart restart) when isNew("r", restart.id()) ->
                    count(restart);
            case HistoryEvent.GapRecorded(Gap gap) when isNew("g", gap.id()) ->
                    gaps(gap.reason()).increment();
            case HistoryEvent.ProbeFailureRecorded(ProbeFailure failure) -> count(failure);
            default -> {}
        }
    }

    private boolean isNew(String kind, String id) {
        return counted.put(kind + id, true) == null;
    }

    /** What is told again has grown since. What of it was before this process is another's. */
    private void count(ProbeFailure failure) {
        Integer before = failures.put(failure.id(), failure.count());
        if (before == null && failure.from().isBefore(begun)) {
            return;
        }
        int more = failure.count() - (before == null ? 0 : before);
        if (more > 0) {
            meters.counter(
                            PROBE_FAILURES,
                            "namespace",
                            failure.pod().namespace(),
                            "probe",
                            failure.probe().name().toLowerCase(Locale.ROOT))
                    .increment(more);
        }
    }

    private void count(Restart restart) {
        meters.counter(RESTARTS, "namespace", restart.workload().namespace()).increment();
        Instant started = restart.began().startedAt();
        // What was over before this process began has waited for nobody.
        if (started != null && started.isAfter(begun)) {
            Duration lag = Duration.between(started, clock.instant());
            Timer.builder(LAG)
                    .description("From the start of a container, by its node's clock, until stored")
                    .serviceLevelObjectives(OBJECTIVES)
                    .register(meters)
                    .record(lag.isNegative() ? Duration.ZERO : lag);
        }
    }
}
