package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EstimateTests {

    private static final Fault TERM = new Fault.SendSignal("TERM", 1);
    private static final Fault DELETE = new Fault.DeletePod(null);

    @Test
    void restartsAreHeldBackLongerEachTime() {
        Estimate estimate =
                Estimate.of(TERM, forecast(Outcome.RESTARTED, new Forecast.Range(2, 14, 5)));

        assertThat(estimate.seconds(ready(3))).isEqualTo(3 * 2 + 10 + 20);
        assertThat(estimate.seconds(ready(9))).isEqualTo(9 * 2 + 10 + 20 + 40 + 80 + 160 + 300 * 3);
    }

    @Test
    void aNewPodIsNotHeldBack() {
        Estimate estimate =
                Estimate.of(DELETE, forecast(Outcome.REPLACED, new Forecast.Range(3, 5, 5)));

        assertThat(estimate.seconds(ready(10))).isEqualTo(40);
    }

    @Test
    void settledWaitsTenMinutesBetweenTwoRuns() {
        Estimate estimate =
                Estimate.of(TERM, forecast(Outcome.RESTARTED, new Forecast.Range(2, 14, 5)));

        assertThat(estimate.seconds(new Repeat(3, Repeat.Spacing.SETTLED)))
                .isEqualTo(3 * 2 + 2 * 600);
    }

    @Test
    void whatWasNeverTriedIsEstimatedAllTheSame() {
        Estimate estimate =
                Estimate.of(new Fault.Suspend(30, null), forecast(Outcome.SUSPENDED, null));

        assertThat(estimate.seconds(ready(2))).isEqualTo(62);
    }

    @Test
    void aHangTakesAsLongAsItsProbesNeed() {
        Forecast hang =
                forecast(Outcome.RESTARTED, null)
                        .withRestart(new Span(Duration.ofSeconds(51), Duration.ofSeconds(64)));

        assertThat(Estimate.of(new Fault.Hang(null, null), hang).run()).isEqualTo(57.5);
    }

    private static Repeat ready(int times) {
        return new Repeat(times, Repeat.Spacing.READY);
    }

    private static Forecast forecast(Outcome outcome, Forecast.@Nullable Range range) {
        return new Forecast(
                        outcome,
                        List.of(outcome),
                        Message.of("experiment.forecast.no-way"),
                        List.of())
                .withRecovery(range);
    }
}
