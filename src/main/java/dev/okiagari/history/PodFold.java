package dev.okiagari.history;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one look at a pod adds to what was known of it. Pure: the same in, the same out. */
final class PodFold {

    /** What is known afterwards, and what is to be kept. */
    record Folded(KnownPod pod, List<Fact> facts) {}

    private PodFold() {}

    static Folded observe(
            @Nullable KnownPod known, PodSnapshot now, Collection<Count> counts, Sight sight) {
        KnownPod before = before(known, now);
        List<Fact> facts = new ArrayList<>();
        List<KnownRun> newest = new ArrayList<>();
        for (ContainerSnapshot container : now.containers()) {
            RunFold fold =
                    new RunFold(now, container, before.runs().get(container.name()), counts, sight);
            KnownRun run = fold.fold();
            if (run != null) {
                newest.add(run);
            }
            facts.addAll(fold.facts());
        }
        // what a list shows may come from a server's cache, so it is no proof of when it was so
        Instant seenAt = sight.live() ? sight.until() : sight.since();
        KnownPod after = ending(before.seen(seenAt, now.resourceVersion(), newest), now, sight);
        if (now.ready() && !after.settled()) {
            after = after.becameReady();
            if (after.successor() && sight.live()) {
                Instant readyAt = sight.readySince(now, now.createdAt());
                facts.add(new Fact.SuccessorReady(now.ref(), readyAt));
            }
        }
        if (known == null || after.differsFrom(known)) {
            facts.add(new Fact.PodSeen(after));
        }
        return new Folded(after, facts);
    }

    private static KnownPod before(@Nullable KnownPod known, PodSnapshot now) {
        if (known == null) {
            return KnownPod.first(now.ref(), now.workload(), now.createdAt(), now.revision());
        }
        boolean vanished = known.gone() && known.endCause() == ReplacementCause.UNKNOWN;
        KnownPod told = known.of(now.revision());
        return vanished && !now.isDeleting() && !now.isOver() ? told.revived() : told;
    }

    /** Its end was watched. */
    static Folded removed(
            @Nullable KnownPod known, PodSnapshot last, Collection<Count> counts, Sight sight) {
        Folded folded = observe(known, last, counts, sight);
        return gone(folded.pod(), folded.facts(), sight.until(), null);
    }

    /** It is no longer there, and nobody saw it go. */
    static Folded vanished(KnownPod known, Sight sight) {
        return gone(known, List.of(), sight.since(), ReplacementCause.UNKNOWN);
    }

    private static Folded gone(
            KnownPod pod, List<Fact> before, Instant endedAt, @Nullable ReplacementCause cause) {
        KnownPod ended = pod.endedAt() == null ? pod.ended(endedAt, cause) : pod;
        KnownPod after = ended.removed();
        List<Fact> facts = new ArrayList<>(before);
        if (after.differsFrom(pod)) {
            facts.add(new Fact.PodSeen(after));
        }
        return new Folded(after, facts);
    }

    private static KnownPod ending(KnownPod pod, PodSnapshot now, Sight sight) {
        if (pod.endedAt() != null) {
            return pod.endCause() == null && now.disruption() != null
                    ? pod.ended(pod.endedAt(), cause(now))
                    : pod;
        }
        PodSnapshot.Deletion deletion = now.deletion();
        if (deletion != null) {
            return pod.ended(deletion.deadline().minus(deletion.grace()), cause(now));
        }
        return now.isOver() ? pod.ended(finished(now, sight.until()), over(now)) : pod;
    }

    private static ReplacementCause over(PodSnapshot now) {
        return Objects.requireNonNullElse(cause(now), ReplacementCause.UNKNOWN);
    }

    /** Null where nothing but a deletion was told. */
    private static @Nullable ReplacementCause cause(PodSnapshot now) {
        if (now.disruption() != null) {
            return switch (now.disruption()) {
                case "EvictionByEvictionAPI" -> ReplacementCause.EVICTED;
                case "PreemptionByScheduler" -> ReplacementCause.PREEMPTED;
                case "TerminationByKubelet" -> ReplacementCause.NODE_PRESSURE;
                case "DeletionByTaintManager", "DeletionByPodGC" -> ReplacementCause.NODE_LOST;
                default -> ReplacementCause.UNKNOWN;
            };
        }
        if (now.phase().equals("Succeeded")) {
            return ReplacementCause.COMPLETED;
        }
        // servers before 1.26 have no such condition: the kubelet's own word is all there is
        return "Evicted".equals(now.reason()) ? ReplacementCause.NODE_PRESSURE : null;
    }

    private static Instant finished(PodSnapshot now, Instant otherwise) {
        return now.containers().stream()
                .map(ContainerSnapshot::state)
                .filter(ContainerState.Terminated.class::isInstance)
                .map(ContainerState.Terminated.class::cast)
                .map(ContainerState.Terminated::termination)
                .map(Termination::finishedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(otherwise);
    }
}
