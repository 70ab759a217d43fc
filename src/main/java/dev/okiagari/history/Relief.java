package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Newest;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in mind, while another replica records, what this one would begin with: the same that a
 * process is told at its start. Of one thread.
 */
final class Relief {

    /** Longer than it takes until somebody records again, with room. */
    private static final Duration HEARD = Duration.ofMinutes(15);

    private static final int MOST = 20_000;

    private final Map<String, Inbox.Look> heard = Newest.of(MOST);
    private final Map<String, Inbox.Look> counted = new HashMap<>();
    private final Set<@Nullable String> listed = new HashSet<>();
    private final Set<@Nullable String> begun = new HashSet<>();
    private boolean relieves;

    /** What another one records. */
    void follow(Collection<Inbox.Look> looks) {
        relieves = false;
        looks.forEach(this::follow);
    }

    private void follow(Inbox.Look look) {
        switch (look.event()) {
            case ClusterEvent.EventObserved event -> hear(event, look);
            case ClusterEvent.ProbesCounted count -> counted.put(count.node(), look);
            case ClusterEvent.PodsListed list -> listed.add(list.namespace());
            case ClusterEvent.ConnectionChanged changed -> {
                if (!changed.connection().isConnected()) {
                    listed.clear();
                }
            }
            // the list that the relief begins with has the pods as they are
            case ClusterEvent.PodObserved _, ClusterEvent.PodRemoved _ -> {}
        }
    }

    /** The last of each, in their order. */
    private void hear(ClusterEvent.EventObserved event, Inbox.Look look) {
        heard.remove(event.event().uid());
        heard.put(event.event().uid(), look);
        Instant bound = event.at().minus(HEARD);
        // They are in their order: the first that is young enough ends it.
        Iterator<Inbox.Look> eldest = heard.values().iterator();
        while (eldest.hasNext() && eldest.next().event().at().isBefore(bound)) {
            eldest.remove();
        }
    }

    /**
     * What this one is told first when it begins to record: each pod there is, what events said
     * lately, and that this is all. A namespace that was not listed yet has its turn with its list.
     */
    List<Inbox.Look> begin(
            String clusterId, Collection<PodSnapshot> pods, Instant now, Duration ahead) {
        relieves = true;
        begun.clear();
        List<PodSnapshot> inSight =
                pods.stream().filter(pod -> isListed(pod.ref().namespace())).toList();
        List<Inbox.Look> looks = new ArrayList<>();
        for (PodSnapshot pod : inSight) {
            looks.add(new Inbox.Look(new ClusterEvent.PodObserved(null, pod, now), ahead));
        }
        looks.addAll(heard.values());
        looks.addAll(counted.values());
        for (String scope : listed) {
            Predicate<PodSnapshot> here =
                    pod -> scope == null || scope.equals(pod.ref().namespace());
            Set<String> uids =
                    inSight.stream()
                            .filter(here)
                            .map(pod -> pod.ref().uid())
                            .collect(Collectors.toSet());
            looks.add(
                    new Inbox.Look(
                            new ClusterEvent.PodsListed(clusterId, scope, null, uids, now), ahead));
        }
        heard.clear();
        counted.clear();
        return looks;
    }

    private boolean isListed(String namespace) {
        return listed.contains(null) || listed.contains(namespace);
    }

    /**
     * The first list since this one records says nothing of a contact before: that was not the
     * contact of the one that recorded.
     */
    ClusterEvent asTold(ClusterEvent event) {
        if (!relieves
                || !(event instanceof ClusterEvent.PodsListed list)
                || !begun.add(list.namespace())) {
            return event;
        }
        return new ClusterEvent.PodsListed(
                list.clusterId(), list.namespace(), null, list.podUids(), list.at());
    }
}
