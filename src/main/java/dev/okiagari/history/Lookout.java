package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
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
    private final Set<String> inSight = new HashSet<>();
    private final Set<String> everListed = new HashSet<>();
    private GapReason blindness = GapReason.NOT_RUNNING;

    /**
     * @param observedUntil until when an earlier process looked; null when none ever did
     */
    Lookout(@Nullable Instant observedUntil) {
        this.observedUntil = observedUntil;
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
        if (sees(pod.ref().namespace())) {
            Instant since = known == null || known.seenAt() == null ? null : known.seenAt();
            return new Sight(
                    at, since == null ? pod.createdAt() : since, GapReason.COUNT_JUMPED, true);
        }
        return new Sight(at, notAfter(at, unseenSince(known, pod)), reason(known, pod), false);
    }

    /** From when on what a list no longer shows may have gone. */
    Instant since(ClusterEvent.PodsListed list) {
        Instant contact = list.lastContact() == null ? observedUntil : list.lastContact();
        return contact == null ? list.at() : notAfter(list.at(), contact);
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
