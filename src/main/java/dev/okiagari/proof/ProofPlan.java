package dev.okiagari.proof;

import dev.okiagari.experiment.Forecast;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.safety.Refusal;
import java.util.List;

/**
 * How a probe would be proven; nothing is done yet.
 *
 * @param hang what the first hang would come to
 * @param refusals guards that are to be confirmed first
 */
public record ProofPlan(
        ProbeChange change, Agreement agreement, Forecast hang, List<Refusal> refusals)
        implements PlanResult {

    public ProofPlan {
        refusals = List.copyOf(refusals);
    }
}
