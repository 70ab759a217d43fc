package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Pods of one workload.
 *
 * @param troubled how many of them are in {@link Trouble}
 */
record PodGroup(String id, WorkloadRef workload, List<PodSnapshot> pods, int troubled) {

    /** Those in trouble first, then by name. */
    static final Comparator<PodGroup> ORDER =
            Comparator.comparing((PodGroup group) -> group.troubled == 0)
                    .thenComparing(group -> group.workload.namespace())
                    .thenComparing(group -> group.workload.name())
                    .thenComparing(group -> group.workload.kind());

    static PodGroup of(WorkloadRef workload, List<PodSnapshot> pods) {
        return new PodGroup(WorkloadViews.id(workload), workload, pods, troubled(pods));
    }

    PodGroup with(List<PodSnapshot> others) {
        return new PodGroup(id, workload, others, troubled(others));
    }

    PodGroup only(Predicate<PodSnapshot> wanted) {
        return with(pods.stream().filter(wanted).toList());
    }

    private static int troubled(List<PodSnapshot> pods) {
        return (int) pods.stream().filter(pod -> Trouble.of(pod).isPresent()).count();
    }
}
