package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the ways is taken: the lowest that is open and has an effect; where none has, the lowest
 * that is open.
 *
 * @param fit the ways that the fault can go
 * @param wanted the one that somebody insists on; null for any
 * @param none why nothing can be done where no way is open
 */
record Choice(
        Draft draft, Set<Delivery.Method> fit, Delivery.@Nullable Method wanted, Forecast none) {

    Plan of(Function<Delivery, Plan> plan) {
        List<Plan> plans = open().stream().map(plan).toList();
        return plans.stream()
                .filter(one -> one.forecast().hasEffect())
                .findFirst()
                .or(() -> plans.stream().findFirst())
                .orElseGet(() -> draft.hopeless(wanted == null ? none : not(wanted)));
    }

    /** Whoever insists on a way is told why it is closed. */
    private Forecast not(Delivery.Method way) {
        Message closed =
                draft.ladder().stream()
                        .filter(rung -> rung.method() == way)
                        .map(Delivery::reason)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse(null);
        if (none.outcome() == Outcome.DENIED) {
            return none;
        }
        return closed == null
                ? Forecast.impossible(draft.ladder(), "way-unfit", way.word())
                : Forecast.because(Outcome.IMPOSSIBLE, draft.ladder(), closed);
    }

    private List<Delivery> open() {
        return draft.ladder().stream()
                .filter(Delivery::possible)
                .filter(way -> fit.contains(way.method()))
                .filter(way -> wanted == null || wanted == way.method())
                .toList();
    }
}
