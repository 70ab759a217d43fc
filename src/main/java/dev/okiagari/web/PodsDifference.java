package dev.okiagari.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page that was drawn earlier has to swap.
 *
 * @param changed workloads of that page that look different now, or are gone
 * @param fresh how many workloads match now that did not when the page was drawn
 */
record PodsDifference(List<WorkloadView> changed, int fresh) {

    /**
     * @param shown what each workload of the page looks like there
     * @param known all workloads that matched when the page was drawn
     */
    static PodsDifference between(
            Map<String, WorkloadView> shown, Set<String> known, PodsView now) {
        Map<String, WorkloadView> there =
                now.workloads().stream().collect(Collectors.toMap(WorkloadView::id, w -> w));
        List<WorkloadView> changed =
                shown.values().stream()
                        .map(old -> successor(old, there, now.ids()))
                        .filter(next -> !next.equals(shown.get(next.id())))
                        .toList();
        return new PodsDifference(changed, fresh(known, now.ids()));
    }

    /** The page as the browser shows it after this. */
    Map<String, WorkloadView> appliedTo(Map<String, WorkloadView> shown) {
        Map<String, WorkloadView> next = new HashMap<>(shown);
        changed.forEach(workload -> next.put(workload.id(), workload));
        return next;
    }

    private static int fresh(Set<String> known, Set<String> ids) {
        return ids.equals(known) ? 0 : (int) ids.stream().filter(id -> !known.contains(id)).count();
    }

    private static WorkloadView successor(
            WorkloadView old, Map<String, WorkloadView> there, Set<String> matching) {
        WorkloadView now = there.get(old.id());
        if (now != null) {
            return now;
        }
        return matching.contains(old.id()) || old.gone() ? old : old.asGone();
    }
}
