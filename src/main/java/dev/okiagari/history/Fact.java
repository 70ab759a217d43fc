package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something to be kept. Keeping it twice changes nothing. */
sealed interface Fact {

    /** What it is about, as far as that is one pod or less. */
    default Gap.Scope scope() {
        return switch (this) {
            case PodSeen seen -> of(seen.pod().ref(), null);
            case RunSeen seen -> of(seen.pod(), seen.run().container());
            case RestartSeen seen -> of(seen.pod(), seen.began().container());
            case ReplacementSeen seen -> of(seen.ended().ref(), null);
            case SuccessorReady ready -> of(ready.pod(), null);
            case RolloutSeen seen ->
                    new Gap.Scope(seen.rollout().workload().namespace(), null, null, null);
            case GapSeen seen -> seen.scope();
            case ProbeFailed failed ->
                    new Gap.Scope(
                            failed.event().namespace(),
                            failed.event().involvedName(),
                            failed.count().podUid(),
                            failed.count().container());
            case ProbeCounted counted -> of(counted.pod(), counted.key().container());
            case Metered metered -> of(metered.pod(), null);
            case Totalled totalled -> of(totalled.pod(), totalled.key().container());
            case Counted _, Explained _, NodeLooked _, Reconciled _ -> Gap.Scope.CLUSTER;
        };
    }

    private static Gap.Scope of(PodRef pod, @Nullable String container) {
        return new Gap.Scope(pod.namespace(), pod.name(), pod.uid(), container);
    }

    /** What is known of a pod, its runs apart. */
    record PodSeen(KnownPod pod) implements Fact {}

    /**
     * What is known of a run, as {@code version} of its pod told it. {@code newest} is false for
     * one that was over when first seen.
     */
    record RunSeen(
            PodRef pod,
            WorkloadRef workload,
            KnownRun run,
            String version,
            Instant at,
            boolean newest,
            boolean becameReady)
            implements Fact {}

    /** A step from one run to the next; {@code ended} is null where nothing is known of it. */
    record RestartSeen(
            PodRef pod,
            WorkloadRef workload,
            @Nullable KnownRun ended,
            KnownRun began,
            Explanation explanation,
            Instant seenAt)
            implements Fact {}

    /**
     * A step from one pod to the next.
     *
     * @param began null where its controller wanted fewer, and none came
     */
    record ReplacementSeen(
            KnownPod ended, @Nullable KnownPod began, ReplacementCause cause, Message evidence)
            implements Fact {}

    /** How far a workload has come with a revision. */
    record RolloutSeen(KnownRollout rollout) implements Fact {}

    /** The successor became ready. */
    record SuccessorReady(PodRef pod, Instant at) implements Fact {}

    /** Something is missing. {@code key} tells it from every other gap of the cluster. */
    record GapSeen(
            String key,
            Instant from,
            Instant to,
            Gap.Scope scope,
            GapReason reason,
            @Nullable Integer missed,
            Message text)
            implements Fact {}

    /** How far an event's count was heard. */
    record Counted(Count count) implements Fact {}

    /** A probe failed {@code failures} times. */
    record ProbeFailed(
            KubeEvent event,
            @Nullable WorkloadRef workload,
            Count count,
            ProbeType probe,
            Instant from,
            int failures)
            implements Fact {}

    /** An event explains the restart of the run that was alive at the count's last time. */
    record Explained(Count count, Instant from, int grown, Explanation explanation)
            implements Fact {}

    /**
     * The kubelet counted {@code failures} more of a probe, up to {@code total}.
     *
     * @param exact false where its counter began anew in between
     * @param discarded whether the kubelet could not decide them, so that nothing follows of them
     * @param message of an event that told of one of them; empty where none did
     */
    record ProbeCounted(
            PodRef pod,
            WorkloadRef workload,
            ProbeKey key,
            Instant from,
            Instant to,
            int failures,
            boolean exact,
            boolean discarded,
            String message,
            Total total)
            implements Fact {}

    /** All probe failures of a pod are counted since then. */
    record Metered(PodRef pod, Instant since) implements Fact {}

    /** How far a counter of the kubelet was read. */
    record Totalled(PodRef pod, ProbeKey key, Total total) implements Fact {}

    /** When a node was last looked at. */
    record NodeLooked(NodeLook look) implements Fact {}

    /**
     * What an event told is in a count: of it there remain {@code left} failures until {@code
     * until}, or nothing where that is 0.
     */
    record Reconciled(Heard heard, int left, Instant until) implements Fact {}
}
