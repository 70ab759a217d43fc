package dev.okiagari.experiment;

import dev.okiagari.safety.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault that a page offers, with its forecast, and the guards that refuse it now.
 *
 * @param fault as it is asked for
 * @param planned as it would be done: which processes, and for how long
 * @param way that would be taken; null where there is none
 */
public record Option(
        Fault fault,
        Fault planned,
        @Nullable Delivery way,
        Forecast forecast,
        List<Refusal> refusals) {

    public Option {
        refusals = List.copyOf(refusals);
    }

    /** Of what came of asking for it. */
    public static Option of(Fault fault, ForecastResult.Forecasted forecasted) {
        return new Option(
                fault,
                forecasted.planned(),
                forecasted.way(),
                forecasted.forecast(),
                forecasted.refusals());
    }
}
