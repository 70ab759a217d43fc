package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster is in sight, and since when not. A namespace is in sight from its full list
 * on, until sight is lost; of what a list shows first, nobody saw how it came about.
 */
final class Lookout {

    private static final String ALL = "";

    private final @Nullable Instant observedUntil;
    private Duration ahead = Duration.ZERO;
    private final Set<String> inSight = new HashSet<>();
    private final Set<String> everListed = new HashSet<>();
    private GapReason blindness = GapReason.NOT_RUNNING;

    /**
     * @param observedUntil until when an earlier process looked, by the cluster's clock; null when
     *     none ever did
     */
    Lookout(@Nullable Instant observedUntil) {
        this.observedUntil = observedUntil;
    }

    /**
     * What a gap is bounded by is compared with what the cluster tells, so it goes by its clock.
     *
     * @param offset the cluster's clock less ours
     */
    void clusterIsAheadBy(Duration offset) {
        ahead = offset;
    }

    /** An instant of our clock, by the cluster's. */
    Instant byCluster(Instant ours) {
        return ours.plus(ahead);
    }

    void lose(GapReason reason) {
        if (!inSight.isEmpty()) {
            inSight.clear();
            blindness = reason;
        }
    }

    void listed(@Nullable String namespace) {
        inSight.add(namespace == null ? ALL : namespace);
        everListed.add(namespace == null ? ALL : namespace);
    }

    /** Whether anything is in sight. */
    boolean sees() {
        return !inSight.isEmpty();
    }

    boolean sees(@Nullable String namespace) {
        return inSight.contains(ALL) || (namespace != null && inSight.contains(namespace));
    }

    /** The namespaces that were ever listed; null stands for all. */
    Set<@Nullable String> scopes() {
        Set<@Nullable String> scopes = new HashSet<>();
        everListed.forEach(name -> scopes.add(name.isEmpty() ? null : name));
        return scopes;
    }

    /** How a pod is looked at; {@code known} is null when it was never looked at before. */
    Sight sight(@Nullable KnownPod known, PodSnapshot pod, Instant at) {
        Instant until = byCluster(at);
        Instant since = notAfter(until, unseenSince(known, pod));
        return sees(pod.ref().namespace())
                ? new Sight(at, until, since, GapReason.COUNT_JUMPED, true)
                : new Sight(at, until, since, reason(known, pod), false);
    }

    /** How what a list no longer shows is looked at: it may have gone since the last contact. */
    Sight sight(ClusterEvent.PodsListed list) {
        Instant until = byCluster(list.at());
        Instant contact =
                list.lastContact() == null ? observedUntil : byCluster(list.lastContact());
        Instant since = contact == null ? until : notAfter(until, contact);
        return new Sight(list.at(), until, since, reason(list), false);
    }

    /** Whether there was a look before a list, so that what came in between went unseen. */
    boolean wasBlind(ClusterEvent.PodsListed list) {
        return sight(list).since().isBefore(byCluster(list.at()));
    }

    /** Why nobody saw what happened before a list. */
    GapReason reason(ClusterEvent.PodsListed list) {
        if (list.lastContact() == null) {
            return GapReason.NOT_RUNNING;
        }
        return blindness == GapReason.NOT_RUNNING ? GapReason.WATCH_LOST : blindness;
    }

    private Instant unseenSince(@Nullable KnownPod known, PodSnapshot pod) {
        if (known == null) {
            return pod.createdAt();
        }
        if (known.seenAt() != null) {
            return known.seenAt();
        }
        return observedUntil == null ? pod.createdAt() : observedUntil;
    }

    /** Null for a pod that was there before anybody looked: what it did then is no gap. */
    private @Nullable GapReason reason(@Nullable KnownPod known, PodSnapshot pod) {
        boolean older = observedUntil == null || pod.createdAt().isBefore(observedUntil);
        return known == null && blindness == GapReason.NOT_RUNNING && older ? null : blindness;
    }

    private static Instant notAfter(Instant bound, Instant at) {
        return at.isAfter(bound) ? bound : at;
    }
}
