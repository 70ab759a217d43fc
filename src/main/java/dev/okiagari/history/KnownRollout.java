package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a rollout.
 *
 * @param from when its first pod was created, by the cluster
 * @param to when it was over, by our clock; null while it is not
 */
record KnownRollout(
        WorkloadRef workload,
        String revision,
        Instant from,
        @Nullable Instant to,
        RolloutState state) {

    static KnownRollout begun(WorkloadRef workload, String revision, Instant from) {
        return new KnownRollout(workload, revision, from, null, RolloutState.PROGRESSING);
    }

    KnownRollout over(RolloutState as, Instant at) {
        return new KnownRollout(workload, revision, from, at.isBefore(from) ? from : at, as);
    }
}
