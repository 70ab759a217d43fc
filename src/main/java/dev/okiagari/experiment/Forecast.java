package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Span;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What will happen, computed before anything is touched.
 *
 * @param outcome the most likely
 * @param possible all that the facts allow, {@code outcome} among them
 * @param notes what else is worth knowing before the click
 * @param deliveries every way, the lowest first
 * @param restart from the injection to the start of the next run, where probes decide that; null
 *     elsewhere
 * @param recovery how long it took the times before; null when there were none
 */
public record Forecast(
        Outcome outcome,
        List<Outcome> possible,
        Message explanation,
        List<Message> notes,
        List<Delivery> deliveries,
        @Nullable Range restart,
        @Nullable Range recovery) {

    public Forecast {
        possible = List.copyOf(possible);
        notes = List.copyOf(notes);
        deliveries = List.copyOf(deliveries);
    }

    Forecast(
            Outcome outcome,
            List<Outcome> possible,
            Message explanation,
            List<Delivery> deliveries) {
        this(outcome, possible, explanation, List.of(), deliveries, null, null);
    }

    static Forecast of(
            Outcome outcome,
            List<Outcome> possible,
            List<Delivery> deliveries,
            String why,
            Object... facts) {
        return new Forecast(
                outcome, possible, Message.of("experiment.forecast." + why, facts), deliveries);
    }

    static Forecast impossible(List<Delivery> deliveries, String why, Object... facts) {
        return of(Outcome.IMPOSSIBLE, List.of(Outcome.IMPOSSIBLE), deliveries, why, facts);
    }

    static Forecast because(Outcome outcome, List<Delivery> deliveries, Message reason) {
        return new Forecast(outcome, List.of(outcome), reason, deliveries);
    }

    /**
     * In seconds.
     *
     * @param times how many measurements it comes from; 0 where it is computed
     */
    public record Range(double min, double max, int times) {}

    /** Whether there is any point in trying. */
    public boolean canBeTried() {
        return outcome != Outcome.IMPOSSIBLE && outcome != Outcome.DENIED;
    }

    /** Whether it would change anything. */
    boolean hasEffect() {
        return canBeTried() && !isOnly(Outcome.NO_EFFECT);
    }

    boolean isOnly(Outcome only) {
        return possible.equals(List.of(only));
    }

    Forecast withRecovery(@Nullable Range range) {
        return new Forecast(outcome, possible, explanation, notes, deliveries, restart, range);
    }

    Forecast withRestart(Span span) {
        Range range = new Range(span.min().toMillis() / 1e3, span.max().toMillis() / 1e3, 0);
        return new Forecast(outcome, possible, explanation, notes, deliveries, range, recovery);
    }

    Forecast with(Message note) {
        List<Message> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new Forecast(outcome, possible, explanation, more, deliveries, restart, recovery);
    }
}
