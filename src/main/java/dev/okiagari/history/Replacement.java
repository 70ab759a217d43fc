package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The step from one pod to its successor under the same workload.
 *
 * @param cause {@code INJECTED} where a confirmed claim says so, else the natural cause
 * @param began null where the controller that deleted the pod wanted fewer, so that none followed
 * @param experimentId the experiment that claims it, confirmed or not yet
 * @param evidence what speaks for the natural cause; null for one of an older Okiagari
 */
public record Replacement(
        String id,
        WorkloadRef workload,
        ReplacementCause cause,
        Ended ended,
        @Nullable Began began,
        @Nullable UUID experimentId,
        @Nullable Message evidence) {

    /** The pod before it. {@code at} is when its end began: by the cluster where it told. */
    public record Ended(PodRef pod, Instant at) {}

    /** The pod after it. {@code readyAt} is as its run has it, and null where it was not seen. */
    public record Began(PodRef pod, Instant createdAt, @Nullable Instant readyAt) {}

    /** When the successor was made; where there is none, when the pod's end began. */
    public Instant at() {
        return began == null ? ended.at() : began.createdAt();
    }
}
