package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to containers within a range, a lane each: those with restarts or failed probes
 * before those without, in the order of namespace, workload, pod and container.
 *
 * @param bucket the stretches of time that sums are of
 * @param more whether there are containers that did not fit: of those that restarted, the ones
 *     whose newest restart is the oldest
 * @param replacements of the pods, the newest of them, the oldest first
 * @param rollouts that overlap the range, the newest of them, the oldest first
 * @param gaps that overlap the range, the newest of them, the oldest first
 */
public record Timeline(
        Instant from,
        Instant to,
        Duration bucket,
        List<Lane> lanes,
        boolean more,
        List<Replacement> replacements,
        List<Rollout> rollouts,
        List<Gap> gaps) {

    public Timeline {
        lanes = List.copyOf(lanes);
        replacements = List.copyOf(replacements);
        rollouts = List.copyOf(rollouts);
        gaps = List.copyOf(gaps);
    }

    /** With nothing in it. */
    public static Timeline empty(TimelineQuery query) {
        return new Timeline(
                query.from(),
                query.to(),
                query.bucket(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * A container of a pod. It has restarts or sums, never both.
     *
     * @param createdAt of its pod; null where that is no longer known
     * @param endedAt of its pod; null while it lives
     * @param total its restarts within the range
     * @param runs that overlap the range, the oldest first; none where there are sums
     * @param restarts one by one, the oldest first
     * @param sums of its restarts by cause and stretch, where they are too many to be told apart
     */
    public record Lane(
            WorkloadRef workload,
            ContainerRef container,
            @Nullable Instant createdAt,
            @Nullable Instant endedAt,
            int total,
            List<Life> runs,
            List<Restart> restarts,
            List<Sum> sums,
            List<Failures> failures) {

        public Lane {
            runs = List.copyOf(runs);
            restarts = List.copyOf(restarts);
            sums = List.copyOf(sums);
            failures = List.copyOf(failures);
        }

        /** Whether anything happened in it. */
        public boolean isTroubled() {
            return total > 0 || !failures.isEmpty();
        }
    }

    /** A run, without what it said. */
    public record Life(
            Instant at,
            @Nullable Instant startedAt,
            @Nullable Instant readyAt,
            @Nullable Instant finishedAt,
            @Nullable Integer exitCode,
            @Nullable String reason) {}

    /** How many restarts of one cause were within a stretch. */
    public record Sum(Instant from, Instant to, RestartCause cause, int count) {}

    /**
     * Failures of a probe within an interval.
     *
     * @param exact false where it is "at least"
     * @param message the beginning of what the kubelet wrote; null where several are summed up
     */
    public record Failures(
            ProbeType probe,
            Instant from,
            Instant to,
            int count,
            boolean exact,
            @Nullable String message) {}
}
