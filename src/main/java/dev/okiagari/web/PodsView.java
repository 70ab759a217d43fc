package dev.okiagari.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods page at one time.
 *
 * @param workloads those of this page
 * @param ids of all workloads that match, so that new ones can be announced
 * @param namespaces to choose from
 */
record PodsView(
        PodsQuery query,
        List<WorkloadView> workloads,
        Set<String> ids,
        List<String> namespaces,
        Totals totals,
        int matching,
        int pages) {

    /** The line over the table. */
    record Totals(int pods, int trouble, int hour) {}

    /** The query's page, or the last one where there are fewer. */
    public int page() {
        return Math.min(query.page(), Math.max(1, pages));
    }

    public @Nullable String previous() {
        return page() > 1 ? query.href("/", page() - 1) : null;
    }

    public @Nullable String next() {
        return page() < pages ? query.href("/", page() + 1) : null;
    }

    public boolean isEmpty() {
        return workloads.isEmpty();
    }
}
