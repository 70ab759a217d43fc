package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All pods as the pods page lists them. What was found is kept from look to look, for all who look,
 * so that one costs no more than what has changed since: of the pods of a workload that is as
 * before, none is looked at.
 */
@Component
class PodGroups {

    private final Cluster cluster;
    private final Map<WorkloadRef, PodGroup> known = new HashMap<>();
    private All last = new All(List.of(), Set.of(), 0, 0);

    PodGroups(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The groups in their order.
     *
     * @param ids of them; the same object while there is no other group
     */
    record All(List<PodGroup> groups, Set<String> ids, int pods, int troubled) {}

    synchronized All look() {
        Map<WorkloadRef, List<PodSnapshot>> now = cluster.workloads();
        List<PodGroup> added = new ArrayList<>();
        int changed = 0;
        for (Map.Entry<WorkloadRef, List<PodSnapshot>> entry : now.entrySet()) {
            PodGroup before = known.get(entry.getKey());
            if (before == null || !isSame(before.pods(), entry.getValue())) {
                changed++;
                PodGroup next = next(before, entry);
                known.put(entry.getKey(), next);
                if (before == null) {
                    added.add(next);
                }
            }
        }
        boolean others = known.keySet().retainAll(now.keySet()) || !added.isEmpty();
        if (changed > 0 || others) {
            last = all(added, others);
        }
        return last;
    }

    /** By {@link Cluster#workloads}, one that changed is another object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<PodSnapshot> one, List<PodSnapshot> other) {
        return one == other;
    }

    private static PodGroup next(
            @Nullable PodGroup before, Map.Entry<WorkloadRef, List<PodSnapshot>> now) {
        return before == null
                ? PodGroup.of(now.getKey(), now.getValue())
                : before.with(now.getValue());
    }

    /** From the order as it was: there is little to sort. */
    private All all(List<PodGroup> added, boolean others) {
        List<PodGroup> groups = new ArrayList<>(known.size());
        last.groups().stream()
                .map(group -> known.get(group.workload()))
                .filter(Objects::nonNull)
                .forEach(groups::add);
        groups.addAll(added);
        groups.sort(PodGroup.ORDER);
        return new All(
                List.copyOf(groups),
                others ? groups.stream().map(PodGroup::id).collect(Collectors.toSet()) : last.ids(),
                groups.stream().mapToInt(group -> group.pods().size()).sum(),
                groups.stream().mapToInt(PodGroup::troubled).sum());
    }
}
