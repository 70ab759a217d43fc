package dev.okiagari.experiment;

import dev.okiagari.safety.Refusal;
import java.util.List;

/** A fault that a page offers, with its forecast, and the guards that refuse it now. */
public record Option(Fault fault, Forecast forecast, List<Refusal> refusals) {

    public Option {
        refusals = List.copyOf(refusals);
    }
}
