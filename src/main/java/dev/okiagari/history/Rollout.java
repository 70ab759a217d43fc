package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workload going over from one revision to another, by the pods that were seen.
 *
 * @param revision as its pods name it: a hash, for a DeploymentConfig a number
 * @param from when its first pod was created, by the cluster's clock
 * @param to when it was over, by our clock; null while it is not
 */
public record Rollout(
        String id,
        WorkloadRef workload,
        String revision,
        Instant from,
        @Nullable Instant to,
        RolloutState state) {}
