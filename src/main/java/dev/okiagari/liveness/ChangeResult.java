package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Refusal;
import java.util.List;

/** What came of asking for a change of a probe. */
public sealed interface ChangeResult {

    /** It went as far as its state says; where that is open, its outcome is looked for. */
    record Made(ProbeChange change) implements ChangeResult {}

    /** The workload, its container or the change itself is not there. */
    record Gone(Message reason) implements ChangeResult {}

    /** It is not what was shown. */
    record Changed(Message reason) implements ChangeResult {}

    /** Values that the cluster, or we, do not take; at least one. */
    record Invalid(List<Fault> faults) implements ChangeResult {

        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /** Guards say no; at least one. */
    record Guarded(List<Refusal> refusals) implements ChangeResult {}

    /**
     * The cluster forbids it.
     *
     * @param lacks the permissions that are missing, such as {@code patch deployments}; empty where
     *     the cluster's own word is all that is known
     */
    record Denied(Message reason, List<String> lacks) implements ChangeResult {}

    /** There is no connection to a cluster, or it did not say what became of it. */
    record Unreachable(Message reason) implements ChangeResult {}

    /**
     * A field that does not hold what it may.
     *
     * @param field as the API of this application names it: {@code probe.period}
     */
    record Fault(String field, Message reason) {}
}
