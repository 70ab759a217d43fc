package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * All pods as the pods page lists them. What was found is kept from look to look, for all who look,
 * so that one costs no more than what has changed since: of the pods of a workload that is as
 * before, none is looked at.
 */
@Component
class PodGroups {

    private final Cluster cluster;

    /** By workload, its place among the groups. */
    private final Map<WorkloadRef, Integer> places = new HashMap<>();

    private All last = new All(List.of(), Set.of(), List.of(), 0, 0);

    PodGroups(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The groups in their order.
     *
     * @param ids of them; the same object while there is no other group
     */
    record All(
            List<PodGroup> groups,
            Set<String> ids,
            List<String> namespaces,
            int pods,
            int troubled) {}

    synchronized All look() {
        Map<WorkloadRef, List<PodSnapshot>> now = cluster.workloads();
        PodGroup[] groups = null;
        List<PodGroup> added = new ArrayList<>();
        boolean moved = false;
        for (Map.Entry<WorkloadRef, List<PodSnapshot>> entry : now.entrySet()) {
            Integer place = places.get(entry.getKey());
            if (place == null) {
                added.add(PodGroup.of(entry.getKey(), entry.getValue()));
            } else if (!isSame(last.groups().get(place).pods(), entry.getValue())) {
                PodGroup before = last.groups().get(place);
                groups = groups == null ? last.groups().toArray(PodGroup[]::new) : groups;
                groups[place] = before.with(entry.getValue());
                moved |= (before.troubled() == 0) != (groups[place].troubled() == 0);
            }
        }
        boolean gone = places.keySet().retainAll(now.keySet());
        if (groups != null || gone || !added.isEmpty()) {
            List<PodGroup> next = groups == null ? last.groups() : List.of(groups);
            last = gone || !added.isEmpty() ? others(next, added) : all(next, moved);
        }
        return last;
    }

    /** By {@link Cluster#workloads}, one that changed is another object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<PodSnapshot> one, List<PodSnapshot> other) {
        return one == other;
    }

    /** Workloads have come or gone. */
    private All others(List<PodGroup> before, List<PodGroup> added) {
        List<PodGroup> groups =
                Stream.concat(
                                before.stream()
                                        .filter(group -> places.containsKey(group.workload())),
                                added.stream())
                        .toList();
        last =
                new All(
                        groups,
                        groups.stream().map(PodGroup::id).collect(Collectors.toSet()),
                        groups.stream()
                                .map(group -> group.workload().namespace())
                                .distinct()
                                .sorted()
                                .toList(),
                        0,
                        0);
        return all(groups, true);
    }

    /** From an order that was right: there is little to sort. */
    private All all(List<PodGroup> groups, boolean moved) {
        List<PodGroup> ordered = moved ? groups.stream().sorted(PodGroup.ORDER).toList() : groups;
        if (moved) {
            places.clear();
            for (int i = 0; i < ordered.size(); i++) {
                places.put(ordered.get(i).workload(), i);
            }
        }
        return new All(
                ordered,
                last.ids(),
                last.namespaces(),
                ordered.stream().mapToInt(group -> group.pods().size()).sum(),
                ordered.stream().mapToInt(PodGroup::troubled).sum());
    }
}
