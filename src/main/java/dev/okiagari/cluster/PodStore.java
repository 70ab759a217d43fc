package dev.okiagari.cluster;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The pods as last seen, and the news of each change. */
@Component
class PodStore {

    private record Name(String namespace, String name) {}

    private final Map<String, PodSnapshot> byUid = new ConcurrentHashMap<>();
    private final Map<Name, String> uidByName = new ConcurrentHashMap<>();
    private final ByWorkload byWorkload = new ByWorkload();
    private final SharedParts shared = new SharedParts();
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    PodStore(ApplicationEventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    Collection<PodSnapshot> all() {
        return byUid.values();
    }

    /** The same, as {@link Cluster#workloads} gives them. */
    Map<WorkloadRef, List<PodSnapshot>> workloads() {
        return byWorkload.all();
    }

    @Nullable PodSnapshot get(String uid) {
        return byUid.get(uid);
    }

    @Nullable PodSnapshot get(String namespace, String name) {
        String uid = uidByName.get(new Name(namespace, name));
        return uid == null ? null : byUid.get(uid);
    }

    /** Takes what is newer than what is known: a list may be older than what was watched. */
    void observe(PodSnapshot seen) {
        PodSnapshot now = shared.of(seen);
        PodSnapshot before = byUid.get(now.ref().uid());
        if (before != null && now.isOlderThan(before.resourceVersion())) {
            return;
        }
        byUid.put(now.ref().uid(), now);
        byWorkload.put(before, now);
        uidByName.put(new Name(now.ref().namespace(), now.ref().name()), now.ref().uid());
        if (!now.equals(before)) {
            publisher.publishEvent(new ClusterEvent.PodObserved(before, now, now()));
        }
    }

    /**
     * Forgets a pod.
     *
     * @param seen whether its end was watched
     */
    void remove(String uid, boolean seen) {
        PodSnapshot last = byUid.remove(uid);
        if (last != null) {
            byWorkload.remove(last);
            uidByName.remove(new Name(last.ref().namespace(), last.ref().name()), uid);
            publisher.publishEvent(new ClusterEvent.PodRemoved(last, now(), seen));
        }
    }

    Set<String> uids(@Nullable String namespace) {
        return byUid.values().stream()
                .map(PodSnapshot::ref)
                .filter(ref -> namespace == null || namespace.equals(ref.namespace()))
                .map(PodRef::uid)
                .collect(Collectors.toSet());
    }

    /** Another cluster: what was known is not about it. */
    void clear() {
        byUid.clear();
        byWorkload.clear();
        uidByName.clear();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
