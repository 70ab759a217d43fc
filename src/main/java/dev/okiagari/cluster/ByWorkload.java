package dev.okiagari.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods, those of each workload together, in lists that never change: so whoever looks again sees by
 * the list itself whether anything has. Safe for threads.
 */
final class ByWorkload {

    private final Map<WorkloadRef, List<PodSnapshot>> lists = new ConcurrentHashMap<>();
    private final Map<WorkloadRef, List<PodSnapshot>> view = Collections.unmodifiableMap(lists);

    Map<WorkloadRef, List<PodSnapshot>> all() {
        return view;
    }

    /** Takes a pod in place of what was known of it. */
    void put(@Nullable PodSnapshot before, PodSnapshot now) {
        if (before != null && !before.workload().equals(now.workload())) {
            remove(before);
        }
        lists.compute(now.workload(), (_, pods) -> with(pods == null ? List.of() : pods, now));
    }

    void remove(PodSnapshot pod) {
        lists.computeIfPresent(pod.workload(), (_, pods) -> without(pods, pod.ref().uid()));
    }

    void clear() {
        lists.clear();
    }

    private static List<PodSnapshot> with(List<PodSnapshot> pods, PodSnapshot now) {
        List<PodSnapshot> next = new ArrayList<>(pods);
        next.removeIf(pod -> pod.ref().uid().equals(now.ref().uid()));
        next.add(now);
        return List.copyOf(next);
    }

    private static @Nullable List<PodSnapshot> without(List<PodSnapshot> pods, String uid) {
        List<PodSnapshot> rest = pods.stream().filter(pod -> !pod.ref().uid().equals(uid)).toList();
        return rest.isEmpty() ? null : rest;
    }
}
