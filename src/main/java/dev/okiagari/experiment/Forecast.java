package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will happen, computed before anything is touched.
 *
 * @param outcome the most likely
 * @param possible all that the facts allow, {@code outcome} among them
 * @param recovery how long it took the times before; null when there were none
 */
public record Forecast(
        Outcome outcome,
        List<Outcome> possible,
        Message explanation,
        List<Delivery> deliveries,
        @Nullable Range recovery) {

    public Forecast {
        possible = List.copyOf(possible);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * In seconds.
     *
     * @param times how many measurements it comes from
     */
    public record Range(double min, double max, int times) {}

    /** Whether there is any point in trying. */
    public boolean canBeTried() {
        return outcome != Outcome.IMPOSSIBLE && outcome != Outcome.DENIED;
    }

    boolean isOnly(Outcome only) {
        return possible.equals(List.of(only));
    }

    Forecast withRecovery(@Nullable Range range) {
        return new Forecast(outcome, possible, explanation, deliveries, range);
    }
}
