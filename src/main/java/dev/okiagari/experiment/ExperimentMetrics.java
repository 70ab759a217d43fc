package dev.okiagari.experiment;

import dev.okiagari.replica.Bulletin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts experiments as they end, so that wrong forecasts are seen, and how long an injection took
 * from its intent. A repeat is counted by its runs.
 */
@Component
class ExperimentMetrics {

    static final String ENDED = "okiagari.experiments";
    static final String INJECTION = "okiagari.experiments.injection";

    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private final MeterRegistry meters;
    private final Bulletin bulletin;

    ExperimentMetrics(MeterRegistry meters, Bulletin bulletin) {
        this.meters = meters;
        this.bulletin = bulletin;
    }

    /** What runs on another replica is counted there. */
    @EventListener
    void on(ExperimentChanged changed) {
        Experiment experiment = changed.experiment();
        if (!experiment.isRunning() && !experiment.isSeries() && !bulletin.isRepeating()) {
            count(experiment);
            time(experiment);
        }
    }

    private void count(Experiment ended) {
        Verdict verdict = ended.verdict();
        Outcome outcome = verdict == null ? Outcome.UNKNOWN : verdict.outcome();
        boolean asForecast = verdict != null && verdict.asForecast();
        meters.counter(
                        ENDED,
                        "fault",
                        ended.fault().label(),
                        "outcome",
                        outcome.word(),
                        "as_forecast",
                        String.valueOf(asForecast))
                .increment();
    }

    private void time(Experiment ended) {
        Instant injected = ended.injectedAt();
        if (injected != null) {
            Timer.builder(INJECTION)
                    .description("From the stored intent of an experiment to its injection")
                    .tag("fault", ended.fault().label())
                    .serviceLevelObjectives(OBJECTIVES)
                    .register(meters)
                    .record(Duration.between(ended.requestedAt(), injected));
        }
    }
}
