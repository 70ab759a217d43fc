package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One life of a container. Times are the cluster's (1 s resolution) but {@code readyAt}.
 *
 * @param containerId with its scheme ({@code containerd://…})
 * @param readyAt by our clock, when our watch told that it was ready; by the cluster's where it was
 *     told late; null where that was not seen
 * @param finishedAt null while it runs, and where its end was not seen
 * @param exitCode null while it runs, and where its end was not seen
 * @param reason the runtime's word: {@code Completed}, {@code Error}, {@code OOMKilled}, …
 * @param message the termination message, secrets masked
 * @param log the end of its output, secrets masked; empty where it wrote nothing, null while it is
 *     not known
 * @param logNote why its output is not known; null where it is, or may yet be
 */
public record Run(
        String id,
        WorkloadRef workload,
        ContainerRef container,
        int restartCount,
        String containerId,
        @Nullable Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String log,
        @Nullable Message logNote) {}
