package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the history knows of one cluster: the state of the fold. Of one thread. It begins with what
 * the database kept, so that a look at the same pods again gives no fact.
 */
final class Memory {

    private static final Duration KEPT = Duration.ofHours(2);

    private final String clusterId;
    private final @Nullable Instant observedUntil;
    private final Map<String, KnownPod> pods = new HashMap<>();
    private final Map<WorkloadRef, Set<String>> members = new HashMap<>();
    private final Map<String, Map<String, Count>> counts = new HashMap<>();
    private boolean listed;
    private boolean blind;
    private @Nullable GapReason blindness;
    private int vanished;

    Memory(
            String clusterId,
            @Nullable Instant observedUntil,
            Collection<KnownPod> pods,
            Collection<Count> counts) {
        this.clusterId = clusterId;
        this.observedUntil = observedUntil;
        pods.forEach(this::keep);
        counts.forEach(this::keep);
    }

    String clusterId() {
        return clusterId;
    }

    /** Until the next full list, what jumps is put down to this. */
    void lostSight(GapReason reason) {
        blind = true;
        blindness = reason;
    }

    void sightAgain() {
        blind = false;
    }

    List<Fact> apply(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.PodObserved observed -> observed(observed.after(), observed.at());
            case ClusterEvent.PodRemoved removed -> removed(removed);
            case ClusterEvent.EventObserved observed -> heard(observed.event());
            case ClusterEvent.PodsListed list -> listed(list);
            case ClusterEvent.ConnectionChanged changed -> {
                if (changed.connection().isConnected()) {
                    blind = false;
                } else if (listed) {
                    lostSight(GapReason.WATCH_LOST);
                }
                yield List.of();
            }
        };
    }

    private List<Fact> observed(PodSnapshot pod, Instant at) {
        KnownPod known = pods.get(pod.ref().uid());
        return kept(PodFold.observe(known, pod, countsOf(pod.ref().uid()), sight(known, pod, at)));
    }

    private List<Fact> removed(ClusterEvent.PodRemoved removed) {
        PodSnapshot last = removed.last();
        KnownPod known = pods.get(last.ref().uid());
        Sight sight = sight(known, last, removed.at());
        if (removed.seen()) {
            return kept(PodFold.removed(known, last, countsOf(last.ref().uid()), sight));
        }
        return known == null || known.gone() ? List.of() : vanish(known, sight);
    }

    private List<Fact> vanish(KnownPod known, Sight sight) {
        if (known.endedAt() == null) {
            vanished++;
        }
        return kept(PodFold.vanished(known, sight));
    }

    private List<Fact> listed(ClusterEvent.PodsListed list) {
        List<Fact> facts = new ArrayList<>();
        Instant since = since(list);
        for (KnownPod known : List.copyOf(pods.values())) {
            String namespace = list.namespace();
            boolean meant = namespace == null || known.ref().namespace().equals(namespace);
            if (meant && !known.gone() && !list.podUids().contains(known.ref().uid())) {
                facts.addAll(vanish(known, new Sight(list.at(), since, reason(list), false)));
            }
        }
        if (vanished > 0) {
            facts.add(vanishedGap(list, since));
        }
        vanished = 0;
        listed = true;
        blind = false;
        forget(list.at().minus(KEPT));
        return facts;
    }

    private Instant since(ClusterEvent.PodsListed list) {
        Instant contact = list.lastContact() == null ? observedUntil : list.lastContact();
        return contact == null || contact.isAfter(list.at()) ? list.at() : contact;
    }

    private GapReason reason(ClusterEvent.PodsListed list) {
        return list.lastContact() == null ? GapReason.NOT_RUNNING : GapReason.WATCH_LOST;
    }

    private Fact.GapSeen vanishedGap(ClusterEvent.PodsListed list, Instant since) {
        String namespace = list.namespace();
        return new Fact.GapSeen(
                "vanished|" + Objects.requireNonNullElse(namespace, "") + "|" + list.at(),
                since,
                list.at(),
                new Gap.Scope(namespace, null, null, null),
                reason(list),
                null,
                Message.of("history.gap.pods-vanished", vanished));
    }

    private List<Fact> heard(KubeEvent event) {
        Optional<EventKind> kind = EventKind.of(event);
        if (kind.isEmpty()) {
            return List.of();
        }
        Count now = Count.of(kind.get(), event);
        Count before = counts.getOrDefault(now.podUid(), Map.of()).get(now.key());
        KnownPod pod = pods.get(now.podUid());
        List<Fact> facts = EventFold.fold(before, now, event, pod == null ? null : pod.workload());
        if (!facts.isEmpty()) {
            keep(now);
        }
        return facts;
    }

    private List<Fact> kept(PodFold.Folded folded) {
        keep(folded.pod());
        List<Fact> facts = new ArrayList<>(folded.facts());
        WorkloadRef workload = folded.pod().workload();
        if (workload.isBare()
                || folded.facts().stream().noneMatch(Fact.PodSeen.class::isInstance)) {
            return facts;
        }
        Optional<Fact.ReplacementSeen> next = Succession.next(membersOf(workload));
        while (next.isPresent()) {
            Fact.ReplacementSeen pair = next.get();
            keep(pair.ended());
            keep(pair.began());
            facts.add(new Fact.PodSeen(pair.ended()));
            facts.add(new Fact.PodSeen(pair.began()));
            facts.add(pair);
            next = Succession.next(membersOf(workload));
        }
        return facts;
    }

    private Sight sight(@Nullable KnownPod known, PodSnapshot pod, Instant at) {
        if (known != null && known.seenAt() != null) {
            GapReason reason = blind && blindness != null ? blindness : GapReason.COUNT_JUMPED;
            return new Sight(at, known.seenAt(), reason, !blind);
        }
        if (known == null && listed && !blind) {
            return new Sight(at, pod.createdAt(), GapReason.COUNT_JUMPED, true);
        }
        Instant since = observedUntil == null ? pod.createdAt() : observedUntil;
        return new Sight(at, since.isAfter(at) ? at : since, GapReason.NOT_RUNNING, false);
    }

    private Collection<KnownPod> membersOf(WorkloadRef workload) {
        return members.getOrDefault(workload, Set.of()).stream()
                .map(pods::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private Collection<Count> countsOf(String uid) {
        return counts.getOrDefault(uid, Map.of()).values();
    }

    private void keep(KnownPod pod) {
        pods.put(pod.ref().uid(), pod);
        members.computeIfAbsent(pod.workload(), any -> new HashSet<>()).add(pod.ref().uid());
    }

    private void keep(Count count) {
        counts.computeIfAbsent(count.podUid(), any -> new HashMap<>()).put(count.key(), count);
    }

    /** What has been gone for long can neither be replaced nor told of again. */
    private void forget(Instant before) {
        pods.values()
                .removeIf(pod -> {
                    Instant ended = pod.endedAt();
                    boolean old = pod.gone() && ended != null && ended.isBefore(before);
                    if (old) {
                        counts.remove(pod.ref().uid());
                        membersDrop(pod);
                    }
                    return old;
                });
    }

    private void membersDrop(KnownPod pod) {
        members.computeIfPresent(
                pod.workload(),
                (any, uids) -> {
                    uids.remove(pod.ref().uid());
                    return uids.isEmpty() ? null : uids;
                });
    }
}
