package dev.okiagari.web;

import dev.okiagari.history.RestartSummary;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Draws the pods page from memory: what has changed is looked at, one page is drawn. */
@Component
class PodsViews {

    private static final int PAGE = 50;
    private static final int LISTED = 3;
    private static final int LISTED_ALONE = 500;

    private final PodGroups groups;
    private final Past past;

    PodsViews(PodGroups groups, Past past) {
        this.groups = groups;
        this.past = past;
    }

    /** The page that was asked for. */
    PodsView of(PodsQuery query) {
        return of(query, Set.of());
    }

    /**
     * @param shown the workloads to draw, whatever page they are on now; none for the query's page
     */
    PodsView of(PodsQuery query, Set<String> shown) {
        PodGroups.All all = groups.look();
        List<PodGroup> matching = matching(query, all);
        int pages = (matching.size() + PAGE - 1) / PAGE;
        long before = (Math.min(query.page(), Math.max(1, pages)) - 1L) * PAGE;
        List<PodGroup> drawn =
                shown.isEmpty()
                        ? matching.stream().skip(before).limit(PAGE).toList()
                        : matching.stream().filter(group -> shown.contains(group.id())).toList();
        WorkloadViews views =
                new WorkloadViews(past, query.workload() == null ? LISTED : LISTED_ALONE);
        return new PodsView(
                query,
                drawn.stream().map(group -> views.of(group.workload(), group.pods())).toList(),
                query.isNarrow() ? ids(matching) : all.ids(),
                all.namespaces(),
                totals(all),
                matching.size(),
                pages);
    }

    /** Of each group what matches. */
    private static List<PodGroup> matching(PodsQuery query, PodGroups.All all) {
        return query.isNarrow()
                ? all.groups().stream()
                        .filter(group -> query.matches(group.workload()))
                        .map(group -> group.only(query::matches))
                        .filter(group -> !group.pods().isEmpty())
                        .sorted(PodGroup.ORDER)
                        .toList()
                : all.groups();
    }

    private static Set<String> ids(List<PodGroup> groups) {
        return groups.stream().map(PodGroup::id).collect(Collectors.toSet());
    }

    private PodsView.Totals totals(PodGroups.All all) {
        return new PodsView.Totals(
                all.pods(),
                all.troubled(),
                Stream.concat(past.summaries().values().stream(), past.gone().values().stream())
                        .mapToInt(PodsViews::inTheLastHour)
                        .sum());
    }

    private static int inTheLastHour(RestartSummary summary) {
        return summary.hours().isEmpty() ? 0 : summary.hours().getLast();
    }
}
