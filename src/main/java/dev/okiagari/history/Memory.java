package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the history knows of one cluster: the state of the fold. Of one thread. It begins with what
 * the database kept, so that a look at the same pods again gives no fact.
 */
final class Memory {

    private static final Duration GONE = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofDays(7);

    private final String clusterId;
    private final Lookout lookout;
    private final Population pods = new Population();
    private final Tallies tallies = new Tallies();
    private final Rollouts rollouts = new Rollouts();
    private final Meters meters;
    private final List<PodSnapshot> foundOld = new ArrayList<>();
    private @Nullable Instant seenUntil;

    /**
     * @param observedUntil until when an earlier process looked, by the cluster's clock; null when
     *     none ever did
     */
    Memory(
            String clusterId,
            @Nullable Instant observedUntil,
            Collection<KnownPod> pods,
            Collection<Count> counts,
            Collection<KnownRollout> underWay,
            Meters meters) {
        this.clusterId = clusterId;
        this.meters = meters;
        this.lookout = new Lookout(observedUntil);
        pods.forEach(this.pods::keep);
        counts.forEach(tallies::keep);
        underWay.forEach(rollouts::resume);
        this.pods
                .workloads()
                .forEach(workload ->
                        rollouts.begin(workload, this.pods.membersOf(workload), Instant.EPOCH));
    }

    String clusterId() {
        return clusterId;
    }

    /**
     * What bounds a gap goes by the cluster's clock.
     *
     * @param offset the cluster's clock less ours
     */
    void clusterIsAheadBy(Duration offset) {
        lookout.clusterIsAheadBy(offset);
    }

    /** An instant of our clock, by the cluster's. */
    Instant byCluster(Instant ours) {
        return lookout.byCluster(ours);
    }

    /** Whether what happens now would be seen. */
    boolean sees() {
        return lookout.sees();
    }

    List<Fact> apply(ClusterEvent event) {
        List<Fact> facts = fold(event);
        if (lookout.sees()) {
            seenUntil = lookout.byCluster(event.at());
        }
        return facts;
    }

    /** By the cluster's clock, when the last was told while it was in sight; null before that. */
    @Nullable Instant seenUntil() {
        return seenUntil;
    }

    private List<Fact> fold(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.PodObserved observed -> observed(observed.after(), observed.at());
            case ClusterEvent.PodRemoved removed -> removed(removed);
            case ClusterEvent.EventObserved observed -> heard(observed.event());
            case ClusterEvent.ProbesCounted counted ->
                    meters.look(counted, lookout.byCluster(counted.readAt()), pods);
            case ClusterEvent.PodsListed list -> listed(list, lookout.wasBlind(list));
            case ClusterEvent.ConnectionChanged changed -> {
                if (!changed.connection().isConnected()) {
                    lookout.lose(GapReason.WATCH_LOST);
                }
                yield List.of();
            }
        };
    }

    /**
     * Looks at all pods again after observations were lost.
     *
     * @param since when the first was lost
     */
    List<Fact> lookAgain(Collection<PodSnapshot> now, GapReason reason, Instant since, Instant at) {
        lookout.lose(reason);
        List<Fact> facts = new ArrayList<>();
        now.forEach(pod -> facts.addAll(observed(pod, at)));
        Set<String> uids = now.stream().map(pod -> pod.ref().uid()).collect(Collectors.toSet());
        for (String scope : lookout.scopes()) {
            facts.addAll(
                    listed(new ClusterEvent.PodsListed(clusterId, scope, since, uids, at), false));
        }
        return facts;
    }

    private List<Fact> observed(PodSnapshot pod, Instant at) {
        KnownPod known = pods.get(pod.ref().uid());
        if (known != null && pod.isOlderThan(known.version())) {
            return List.of();
        }
        Sight sight = lookout.sight(known, pod, at);
        if (sight.reason() == null && restartsBefore(pod) > 0) {
            foundOld.add(pod);
        }
        return kept(PodFold.observe(known, pod, tallies.of(pod.ref().uid()), sight), at);
    }

    private List<Fact> removed(ClusterEvent.PodRemoved removed) {
        PodSnapshot last = removed.last();
        String uid = last.ref().uid();
        KnownPod known = pods.get(uid);
        Sight sight = lookout.sight(known, last, removed.at());
        if (removed.seen()) {
            return kept(PodFold.removed(known, last, tallies.of(uid), sight), removed.at());
        }
        return List.of();
    }

    /**
     * @param blind whether a stretch before the list, in which nobody looked, is told as a gap
     */
    private List<Fact> listed(ClusterEvent.PodsListed list, boolean blind) {
        List<Fact> facts = new ArrayList<>();
        Sight sight = lookout.sight(list);
        int vanished = 0;
        for (KnownPod known : pods.all()) {
            if (isIn(list, known.ref())
                    && !known.gone()
                    && !list.podUids().contains(known.ref().uid())) {
                vanished += known.endedAt() == null ? 1 : 0;
                facts.addAll(kept(PodFold.vanished(known, sight), list.at()));
            }
        }
        if (vanished > 0) {
            facts.add(gap(list, "pods-vanished", vanished, sight, lookout.reason(list)));
        } else if (blind) {
            facts.add(gap(list, "unwatched", 0, sight, lookout.reason(list)));
        }
        facts.addAll(before(list));
        lookout.listed(list.namespace());
        facts.addAll(rolledOut(list));
        pods.forget(sight.until().minus(GONE));
        rollouts.forgetAllBut(pods.workloads());
        tallies.forget(sight.until().minus(HEARD));
        meters.forgetAllBut(pods.uids(), sight.until().minus(HEARD));
        return facts;
    }

    /** While a list comes in, pods of two revisions come in any order: all is there at its end. */
    private List<Fact> rolledOut(ClusterEvent.PodsListed list) {
        List<Fact> facts = new ArrayList<>();
        for (WorkloadRef workload : pods.workloads()) {
            if (list.namespace() == null || list.namespace().equals(workload.namespace())) {
                facts.addAll(rollouts.look(workload, pods.membersOf(workload), list.at()));
            }
        }
        return facts;
    }

    /** What pods had done before anybody looked is one gap, not one a container. */
    private List<Fact> before(ClusterEvent.PodsListed list) {
        List<PodSnapshot> old = foundOld.stream().filter(pod -> isIn(list, pod.ref())).toList();
        foundOld.removeIf(pod -> isIn(list, pod.ref()));
        if (old.isEmpty()) {
            return List.of();
        }
        Instant first =
                old.stream().map(PodSnapshot::createdAt).min(Instant::compareTo).orElseThrow();
        int missed = old.stream().mapToInt(Memory::restartsBefore).sum();
        Sight sight = lookout.sight(list);
        Instant last =
                old.stream()
                        .map(Memory::lastStart)
                        .max(Instant::compareTo)
                        .filter(start -> start.isAfter(sight.until()))
                        .orElse(sight.until());
        return List.of(
                gap(
                        list,
                        "before",
                        missed,
                        new Sight(sight.at(), last, first, sight.reason(), false),
                        GapReason.NOT_RUNNING));
    }

    private static boolean isIn(ClusterEvent.PodsListed list, PodRef pod) {
        return list.namespace() == null || list.namespace().equals(pod.namespace());
    }

    /** A look may be newer than the list that it came with, where many waited to be recorded. */
    private static Instant lastStart(PodSnapshot pod) {
        return pod.containers().stream()
                .map(ContainerSnapshot::state)
                .filter(ContainerState.Running.class::isInstance)
                .map(state -> ((ContainerState.Running) state).startedAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(pod.createdAt());
    }

    /** The cluster itself still tells of the newest restart of each container. */
    private static int restartsBefore(PodSnapshot pod) {
        return pod.containers().stream()
                .filter(container -> container.containerId() != null)
                .mapToInt(ContainerSnapshot::restartCount)
                .map(count -> Math.max(0, count - 1))
                .sum();
    }

    private static Fact.GapSeen gap(
            ClusterEvent.PodsListed list, String what, int count, Sight sight, GapReason reason) {
        String namespace = list.namespace();
        return new Fact.GapSeen(
                what + "|" + Objects.requireNonNullElse(namespace, "") + "|" + list.at(),
                sight.since().isAfter(sight.until()) ? sight.until() : sight.since(),
                sight.until(),
                new Gap.Scope(namespace, null, null, null),
                reason,
                what.equals("before") ? count : null,
                Message.of("history.gap." + what, count));
    }

    private List<Fact> heard(KubeEvent event) {
        Optional<ControllerDeletion> deletion = ControllerDeletion.of(event);
        if (deletion.isPresent()) {
            return deleted(deletion.get());
        }
        KnownPod pod = pods.get(String.valueOf(event.involvedUid()));
        List<Fact> facts = tallies.hear(event, pod == null ? null : pod.workload());
        facts.stream()
                .filter(Fact.ProbeFailed.class::isInstance)
                .map(Fact.ProbeFailed.class::cast)
                .filter(failed -> !failed.count().kind().isErrored())
                .forEach(meters::hear);
        return facts;
    }

    /** Only of a pod that ends without another cause. */
    private List<Fact> deleted(ControllerDeletion deletion) {
        return deletion.owners().stream()
                .flatMap(workload -> pods.membersOf(workload).stream())
                .filter(pod -> pod.ref().name().equals(deletion.pod()) && pod.endCause() == null)
                .filter(pod -> !pod.createdAt().isAfter(deletion.at()) && !pod.replaced())
                .findFirst()
                .map(pod -> {
                    Instant end = pod.endedAt() == null ? deletion.at() : pod.endedAt();
                    KnownPod ended = pod.ended(end, ReplacementCause.SCALED);
                    return kept(new PodFold.Folded(ended, List.of(new Fact.PodSeen(ended))), end);
                })
                .orElse(List.of());
    }

    private List<Fact> kept(PodFold.Folded folded, Instant at) {
        pods.keep(folded.pod());
        List<Fact> facts = new ArrayList<>(folded.facts());
        WorkloadRef workload = folded.pod().workload();
        if (workload.isBare()
                || folded.facts().stream().noneMatch(Fact.PodSeen.class::isInstance)) {
            return facts;
        }
        if (lookout.sees(workload.namespace())) {
            facts.addAll(rollouts.look(workload, pods.membersOf(workload), at));
        }
        facts.addAll(replaced(workload));
        KnownPod pod = pods.get(folded.pod().ref().uid());
        if (pod != null) {
            Succession.none(pod).ifPresent(facts::add);
        }
        return facts;
    }

    private List<Fact> replaced(WorkloadRef workload) {
        List<Fact> facts = new ArrayList<>();
        Optional<Succession.Pair> next = Succession.next(pods.membersOf(workload));
        while (next.isPresent()) {
            Succession.Pair pair = next.get();
            pods.keep(pair.ended());
            pods.keep(pair.began());
            facts.add(new Fact.PodSeen(pair.ended()));
            facts.add(new Fact.PodSeen(pair.began()));
            facts.add(pair.fact());
            Instant ready = pair.began().readyAt();
            if (ready != null) {
                facts.add(new Fact.SuccessorReady(pair.began().ref(), ready));
            }
            next = Succession.next(pods.membersOf(workload));
        }
        return facts;
    }
}
