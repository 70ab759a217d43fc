package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Refused;
import dev.okiagari.liveness.ChangeResult;

/** Why nothing is proven. Nothing was touched and nothing is stored. */
public sealed interface ProofRefused extends PlanResult, ProofResult {

    /** There is nothing to prove, or no way to. */
    record Pointless(Message reason) implements ProofRefused {}

    /** The container would not be hung. */
    record NotHung(Refused why) implements ProofRefused {}

    /** The probe would not be changed. */
    record NotChanged(ChangeResult why) implements ProofRefused {}
}
