package dev.okiagari.experiment;

import dev.okiagari.safety.Refusal;
import java.util.List;

/** What came of asking for a forecast. */
public sealed interface ForecastResult permits Refused, ForecastResult.Forecasted {

    /**
     * It is known.
     *
     * @param target what it is about
     * @param refusals the guards that would refuse it now
     */
    record Forecasted(Target target, Forecast forecast, List<Refusal> refusals)
            implements ForecastResult {

        public Forecasted {
            refusals = List.copyOf(refusals);
        }
    }
}
