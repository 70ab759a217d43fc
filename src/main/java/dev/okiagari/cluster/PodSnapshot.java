package dev.okiagari.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod as the cluster last told it, reduced to what Okiagari reads: about 1 KB.
 *
 * @param deletion set once the pod is asked to go
 * @param ready the pod's own condition
 * @param mirror whether a file on its node made it (a static pod), so that no API call changes it
 * @param disruption the reason of the condition {@code DisruptionTarget}, where it is true
 * @param partOf the label {@code app.kubernetes.io/part-of}
 * @param resourceVersion opaque; equal means unchanged
 * @param revision of its workload, by which it was made; null where the pod does not tell
 * @param readySince by the cluster, to the second, since when {@code ready} holds: none of its
 *     containers was ready later; null where it does not hold, or the cluster does not say
 */
public record PodSnapshot(
        PodRef ref,
        WorkloadRef workload,
        @Nullable String node,
        @Nullable String ip,
        String phase,
        @Nullable String reason,
        boolean ready,
        Instant createdAt,
        @Nullable Deletion deletion,
        String restartPolicy,
        Duration grace,
        boolean hostPid,
        boolean sharedProcesses,
        boolean mirror,
        @Nullable String priorityClass,
        @Nullable String disruption,
        @Nullable String partOf,
        String resourceVersion,
        List<ContainerSnapshot> containers,
        @Nullable String revision,
        @Nullable Instant readySince) {

    public PodSnapshot {
        containers = List.copyOf(containers);
    }

    /** Where nobody asks since when it is ready. */
    public PodSnapshot(
            PodRef ref,
            WorkloadRef workload,
            @Nullable String node,
            @Nullable String ip,
            String phase,
            @Nullable String reason,
            boolean ready,
            Instant createdAt,
            @Nullable Deletion deletion,
            String restartPolicy,
            Duration grace,
            boolean hostPid,
            boolean sharedProcesses,
            boolean mirror,
            @Nullable String priorityClass,
            @Nullable String disruption,
            @Nullable String partOf,
            String resourceVersion,
            List<ContainerSnapshot> containers,
            @Nullable String revision) {
        this(
                ref,
                workload,
                node,
                ip,
                phase,
                reason,
                ready,
                createdAt,
                deletion,
                restartPolicy,
                grace,
                hostPid,
                sharedProcesses,
                mirror,
                priorityClass,
                disruption,
                partOf,
                resourceVersion,
                containers,
                revision,
                null);
    }

    /** When the pod's time is up, and how long it was given. */
    public record Deletion(Instant deadline, Duration grace) {}

    public boolean isDeleting() {
        return deletion != null;
    }

    public Optional<ContainerSnapshot> container(String name) {
        return containers.stream().filter(container -> container.name().equals(name)).findFirst();
    }

    /**
     * Whether it tells of an earlier moment than another version of the same pod did: a list may
     * come from a server's cache. False where versions are no numbers.
     */
    public boolean isOlderThan(String version) {
        if (!isNumber(resourceVersion) || !isNumber(version)) {
            return false;
        }
        return resourceVersion.length() == version.length()
                ? resourceVersion.compareTo(version) < 0
                : resourceVersion.length() < version.length();
    }

    private static boolean isNumber(String version) {
        return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether it has ended for good, in the pod's own words. */
    public boolean isOver() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
