package dev.okiagari.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one life of a container ended, as the kubelet tells it.
 *
 * @param exitCode above 128 usually 128 plus a signal, but see {@code docs}: Go exits with 2
 * @param reason from the runtime: {@code Completed}, {@code Error}, {@code OOMKilled}, …
 * @param startedAt the cluster's clock, a resolution of 1 s
 * @param finishedAt the cluster's clock, a resolution of 1 s
 */
public record Termination(
        @Nullable String containerId,
        int exitCode,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
