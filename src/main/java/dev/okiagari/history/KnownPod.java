package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the history last knew of a pod.
 *
 * @param endedAt when its end began: by the cluster where it told
 * @param endCause null where it was simply deleted
 * @param settled whether it was ever ready
 * @param seenAt by the cluster's clock, when it was last looked at; null since another process kept
 *     it
 * @param version the newest that was looked at; empty where none is known
 * @param runs the newest run of each container
 * @param revision of its workload, by which it was made; null where it does not tell
 */
record KnownPod(
        PodRef ref,
        WorkloadRef workload,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable ReplacementCause endCause,
        boolean gone,
        boolean replaced,
        boolean successor,
        boolean settled,
        @Nullable Instant seenAt,
        String version,
        Map<String, KnownRun> runs,
        @Nullable String revision) {

    KnownPod {
        runs = Map.copyOf(runs);
    }

    static KnownPod first(
            PodRef ref, WorkloadRef workload, Instant createdAt, @Nullable String revision) {
        return new KnownPod(
                ref, workload, createdAt, null, null, false, false, false, false, null, "",
                Map.of(), revision);
    }

    KnownPod seen(Instant at, String newVersion, List<KnownRun> newest) {
        Map<String, KnownRun> merged = new HashMap<>(runs);
        newest.forEach(run -> merged.put(run.container(), run));
        return new KnownPod(
                ref,
                workload,
                createdAt,
                endedAt,
                endCause,
                gone,
                replaced,
                successor,
                settled,
                at,
                newVersion,
                merged,
                revision);
    }

    /** What another process did not know yet. */
    KnownPod of(@Nullable String told) {
        return revision != null || told == null
                ? this
                : new KnownPod(
                        ref, workload, createdAt, endedAt, endCause, gone, replaced, successor,
                        settled, seenAt, version, runs, told);
    }

    KnownPod ended(@Nullable Instant at, @Nullable ReplacementCause cause) {
        return new KnownPod(
                ref, workload, createdAt, at, cause, gone, replaced, successor, settled, seenAt,
                version, runs, revision);
    }

    KnownPod becameReady() {
        return new KnownPod(
                ref, workload, createdAt, endedAt, endCause, gone, replaced, successor, true,
                seenAt, version, runs, revision);
    }

    KnownPod removed() {
        return new KnownPod(
                ref, workload, createdAt, endedAt, endCause, true, replaced, successor, settled,
                seenAt, version, runs, revision);
    }

    /** It was taken for gone, and is still there. */
    KnownPod revived() {
        return new KnownPod(
                ref, workload, createdAt, null, null, false, replaced, successor, settled, seenAt,
                version, runs, revision);
    }

    KnownPod wasReplaced() {
        return new KnownPod(
                ref, workload, createdAt, endedAt, endCause, gone, true, successor, settled, seenAt,
                version, runs, revision);
    }

    KnownPod succeeds() {
        return new KnownPod(
                ref, workload, createdAt, endedAt, endCause, gone, replaced, true, settled, seenAt,
                version, runs, revision);
    }

    /** When it first was ready, where that was seen and it has not restarted since. */
    @Nullable Instant readyAt() {
        boolean first = settled && runs.values().stream().allMatch(run -> run.restartCount() == 0);
        return first
                ? runs.values().stream()
                        .map(KnownRun::readyAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null)
                : null;
    }

    /** Whether the row of the pod would differ. */
    boolean differsFrom(KnownPod other) {
        return !equals(
                new KnownPod(
                        other.ref,
                        other.workload,
                        other.createdAt,
                        other.endedAt,
                        other.endCause,
                        other.gone,
                        other.replaced,
                        other.successor,
                        other.settled,
                        seenAt,
                        version,
                        runs,
                        other.revision));
    }

    /** Whether it is there to stay, as far as is known. */
    boolean lives() {
        return !gone && endedAt == null;
    }

    /** The pod's name without its random end: one per template of a Deployment. */
    String template() {
        int dash = ref.name().lastIndexOf('-');
        return dash < 0 ? ref.name() : ref.name().substring(0, dash);
    }
}
