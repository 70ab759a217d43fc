package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.RestartSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Draws the pods page from memory: all pods are looked at, one page of them is drawn. */
@Component
class PodsViews {

    private static final int PAGE = 50;
    private static final int LISTED = 3;
    private static final int LISTED_ALONE = 500;

    private static final Comparator<Group> ORDER =
            Comparator.comparing((Group group) -> !group.trouble())
                    .thenComparing(group -> group.workload.namespace())
                    .thenComparing(group -> group.workload.name())
                    .thenComparing(group -> group.workload.kind());

    private final Cluster cluster;
    private final Past past;

    PodsViews(Cluster cluster, Past past) {
        this.cluster = cluster;
        this.past = past;
    }

    /** The pods of one workload that match. */
    private record Group(String id, WorkloadRef workload, List<PodSnapshot> pods, boolean trouble) {

        static Group of(WorkloadRef workload, List<PodSnapshot> pods) {
            return new Group(
                    WorkloadViews.id(workload),
                    workload,
                    pods,
                    pods.stream().anyMatch(pod -> Trouble.of(pod).isPresent()));
        }
    }

    /** The page that was asked for. */
    PodsView of(PodsQuery query) {
        return of(query, Set.of());
    }

    /**
     * @param shown the workloads to draw, whatever page they are on now; none for the query's page
     */
    PodsView of(PodsQuery query, Set<String> shown) {
        Collection<PodSnapshot> all = cluster.pods();
        Map<ContainerRef, RestartSummary> summaries = past.summaries();
        List<Group> groups = groups(query, all);
        int pages = (groups.size() + PAGE - 1) / PAGE;
        long before = (Math.min(query.page(), Math.max(1, pages)) - 1L) * PAGE;
        List<Group> drawn =
                shown.isEmpty()
                        ? groups.stream().skip(before).limit(PAGE).toList()
                        : groups.stream().filter(group -> shown.contains(group.id())).toList();
        WorkloadViews views =
                new WorkloadViews(summaries, query.workload() == null ? LISTED : LISTED_ALONE);
        return new PodsView(
                query,
                drawn.stream().map(group -> views.of(group.workload(), group.pods())).toList(),
                groups.stream().map(Group::id).toList(),
                namespaces(all),
                totals(all, summaries),
                groups.size(),
                pages);
    }

    private static List<Group> groups(PodsQuery query, Collection<PodSnapshot> all) {
        Map<WorkloadRef, List<PodSnapshot>> byWorkload = new HashMap<>();
        for (PodSnapshot pod : all) {
            if (query.matches(pod)) {
                byWorkload.computeIfAbsent(pod.workload(), key -> new ArrayList<>()).add(pod);
            }
        }
        return byWorkload.entrySet().stream()
                .map(entry -> Group.of(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static List<String> namespaces(Collection<PodSnapshot> all) {
        return all.stream().map(pod -> pod.ref().namespace()).distinct().sorted().toList();
    }

    private static PodsView.Totals totals(
            Collection<PodSnapshot> all, Map<ContainerRef, RestartSummary> summaries) {
        return new PodsView.Totals(
                all.size(),
                (int) all.stream().filter(pod -> Trouble.of(pod).isPresent()).count(),
                summaries.values().stream().mapToInt(PodsViews::inTheLastHour).sum());
    }

    private static int inTheLastHour(RestartSummary summary) {
        return summary.hours().isEmpty() ? 0 : summary.hours().getLast();
    }
}
