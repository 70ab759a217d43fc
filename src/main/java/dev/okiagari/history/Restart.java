package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The step from one run of a container to the next in the same pod.
 *
 * @param restartCount what the kubelet counted after it
 * @param cause {@code INJECTED} where a confirmed claim says so, else the natural cause
 * @param evidence what speaks for the cause
 * @param exitCode of the run that ended; null where it was not told
 * @param seenAt by our clock, when it was first seen
 * @param experimentId the experiment that claims it, confirmed or not yet
 */
public record Restart(
        String id,
        WorkloadRef workload,
        ContainerRef container,
        int restartCount,
        RestartCause cause,
        Message evidence,
        @Nullable Integer exitCode,
        @Nullable String reason,
        Ended ended,
        Began began,
        Instant seenAt,
        @Nullable UUID experimentId) {

    /** The run before it; what was not told is null. Times are the cluster's. */
    public record Ended(
            @Nullable String containerId,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * The run after it. {@code readyAt} is by our clock, where it was seen late by the cluster's,
     * and null where it was not seen.
     */
    public record Began(
            @Nullable String containerId, @Nullable Instant startedAt, @Nullable Instant readyAt) {}
}
