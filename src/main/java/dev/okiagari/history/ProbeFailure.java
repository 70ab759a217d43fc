package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a probe failed within an interval of the cluster's clock.
 *
 * @param workload null where the pod was never seen
 * @param container null where the cluster did not say which
 * @param exact false where it is "at least"
 * @param message as the kubelet wrote it
 */
public record ProbeFailure(
        String id,
        @Nullable WorkloadRef workload,
        PodRef pod,
        @Nullable String container,
        ProbeType probe,
        Instant from,
        Instant to,
        int count,
        boolean exact,
        String message) {}
