package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pods that are known, those of each workload together. */
final class Population {

    private final Map<String, KnownPod> pods = new HashMap<>();
    private final Map<WorkloadRef, Set<String>> members = new HashMap<>();

    @Nullable KnownPod get(String uid) {
        return pods.get(uid);
    }

    List<KnownPod> all() {
        return List.copyOf(pods.values());
    }

    Collection<KnownPod> membersOf(WorkloadRef workload) {
        return members.getOrDefault(workload, Set.of()).stream()
                .map(pods::get)
                .filter(Objects::nonNull)
                .toList();
    }

    Set<String> uids() {
        return Set.copyOf(pods.keySet());
    }

    /** Of all pods. */
    List<WorkloadRef> workloads() {
        return List.copyOf(members.keySet());
    }

    void keep(KnownPod pod) {
        pods.put(pod.ref().uid(), pod);
        members.computeIfAbsent(pod.workload(), any -> new HashSet<>()).add(pod.ref().uid());
    }

    /** What has been gone for long can neither be replaced nor told of again. */
    void forget(Instant before) {
        for (KnownPod pod : all()) {
            Instant ended = pod.endedAt();
            if (pod.gone() && ended != null && ended.isBefore(before)) {
                drop(pod);
            }
        }
    }

    private void drop(KnownPod pod) {
        String uid = pod.ref().uid();
        pods.remove(uid);
        members.computeIfPresent(
                pod.workload(),
                (any, uids) -> {
                    uids.remove(uid);
                    return uids.isEmpty() ? null : uids;
                });
    }
}
