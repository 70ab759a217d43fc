package dev.okiagari.experiment;

import dev.okiagari.safety.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for a forecast. */
public sealed interface ForecastResult permits Refused, ForecastResult.Forecasted {

    /**
     * It is known.
     *
     * @param target what it is about
     * @param refusals the guards that would refuse it now
     * @param planned the fault as it would be done: which processes, and for how long
     * @param way that would be taken; null where there is none
     */
    record Forecasted(
            Target target,
            Forecast forecast,
            List<Refusal> refusals,
            Fault planned,
            @Nullable Delivery way)
            implements ForecastResult {

        public Forecasted {
            refusals = List.copyOf(refusals);
        }
    }
}
