package dev.okiagari.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was just seen. Published synchronously on the thread that saw it: a listener only enqueues.
 * Sealed, so that a listener can treat every kind and the compiler sees when one is new.
 */
public sealed interface ClusterEvent {

    /** By our clock, when it was seen. */
    Instant at();

    /**
     * A pod is there, is new, or has changed.
     *
     * @param before null where it was not known; never another pod of the same name
     */
    record PodObserved(@Nullable PodSnapshot before, PodSnapshot after, Instant at)
            implements ClusterEvent {}

    /**
     * A pod is gone.
     *
     * @param last the last that is known of it
     * @param seen whether its end was watched; false when it was only missing from a later list
     */
    record PodRemoved(PodSnapshot last, Instant at, boolean seen) implements ClusterEvent {}

    /** A cluster event is new, or its count has grown. */
    record EventObserved(KubeEvent event, Instant at) implements ClusterEvent {}

    /**
     * All pods of a namespace (or of all) were listed and observed one by one before this: at the
     * start, and after each lost watch.
     *
     * @param clusterId which cluster
     * @param namespace null for all
     * @param lastContact until when the watch before had been complete; null at the start
     * @param podUids every pod there is
     */
    record PodsListed(
            String clusterId,
            @Nullable String namespace,
            @Nullable Instant lastContact,
            Set<String> podUids,
            Instant at)
            implements ClusterEvent {

        public PodsListed {
            podUids = Set.copyOf(podUids);
        }
    }

    /**
     * The counters of a node's kubelet were read.
     *
     * @param startedAt since when the kubelet's process runs, by its own clock: its counters are no
     *     older; null where it does not say
     * @param pods by their UID, all pods of the node that are watched, with those counters that are
     *     not 0
     * @param readAt by our clock, when it was asked: what had happened by then is in the counters
     */
    record ProbesCounted(
            String node,
            @Nullable Instant startedAt,
            Map<String, List<ProbeCount>> pods,
            Instant readAt,
            Instant at)
            implements ClusterEvent {

        public ProbesCounted {
            pods = Map.copyOf(pods);
        }
    }

    /** The connection, or what we know of the cluster, has changed. */
    record ConnectionChanged(Connection connection, Instant at) implements ClusterEvent {}
}
