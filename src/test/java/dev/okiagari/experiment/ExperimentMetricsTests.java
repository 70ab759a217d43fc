package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.replica.Bulletin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExperimentMetricsTests {

    private static final Fault TERM = new Fault.SendSignal("TERM", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExperimentMetrics metrics =
            new ExperimentMetrics(meters, org.mockito.Mockito.mock(Bulletin.class));

    @Test
    void anExperimentIsCountedOnceAndWhenItEnds() {
        Experiment observing = Courses.observing(TERM, 0);

        metrics.on(new ExperimentChanged(observing));
        metrics.on(new ExperimentChanged(observing.step(new Step(Targets.T0, message()))));
        assertThat(meters.getMeters()).isEmpty();
        metrics.on(new ExperimentChanged(ended(observing, true)));

        assertThat(count("restarted", "true")).isEqualTo(1);
        assertThat(meters.get(ExperimentMetrics.INJECTION).timer().totalTime(TimeUnit.SECONDS))
                .isZero();
    }

    @Test
    void aForecastThatWasWrongIsCountedAsSuch() {
        metrics.on(new ExperimentChanged(ended(Courses.observing(TERM, 0), false)));

        assertThat(count("restarted", "false")).isEqualTo(1);
    }

    @Test
    void howLongInjectionsTakeIsKeptAsAHistogram() {
        metrics.on(new ExperimentChanged(ended(Courses.observing(TERM, 0), true)));

        assertThat(meters.get(ExperimentMetrics.INJECTION).timer().takeSnapshot().histogramCounts())
                .isNotEmpty();
    }

    @Test
    void aRepeatIsCountedByItsRunsAlone() {
        Experiment repeat =
                Courses.planned(
                                TERM,
                                new Terms(null, null, new Repeat(2, Repeat.Spacing.READY), null))
                        .repeating();

        metrics.on(new ExperimentChanged(ended(repeat, true)));

        assertThat(meters.getMeters()).isEmpty();
    }

    private double count(String outcome, String asForecast) {
        return meters.get(ExperimentMetrics.ENDED)
                .tags("fault", "signal TERM", "outcome", outcome, "as_forecast", asForecast)
                .counter()
                .count();
    }

    private static Experiment ended(Experiment experiment, boolean asForecast) {
        return experiment.finished(
                Targets.T0,
                new Verdict(Outcome.RESTARTED, message(), asForecast),
                null,
                experiment.evidence());
    }

    private static Message message() {
        return Message.of("experiment.verdict.restarted", "1.0");
    }
}
