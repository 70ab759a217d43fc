package dev.okiagari.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cluster as it is now: answers come from memory and never block. */
public interface Cluster {

    /** Which cluster; empty before the first connection. */
    Optional<ClusterInfo> info();

    Connection connection();

    /** All pods that are watched, in no order. */
    Collection<PodSnapshot> pods();

    /**
     * The same, those of each workload together. A list never changes: while it is the same object,
     * so are its pods.
     */
    default Map<WorkloadRef, List<PodSnapshot>> workloads() {
        return pods().stream().collect(Collectors.groupingBy(PodSnapshot::workload));
    }

    @Nullable PodSnapshot pod(String uid);

    /** The pod that has this name now. */
    @Nullable PodSnapshot pod(String namespace, String name);

    /** Which namespaces are watched; empty for all. */
    default List<String> namespaces() {
        return List.of();
    }

    /** Whether what happens now would be seen: every watch is open. */
    default boolean isWatched() {
        return connection().isConnected() && problems().isEmpty();
    }

    /** What cannot be watched, and why; empty when all is well. */
    default List<WatchProblem> problems() {
        return List.of();
    }
}
