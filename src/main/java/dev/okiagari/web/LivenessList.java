package dev.okiagari.web;

import dev.okiagari.liveness.Covered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The liveness page at one time.
 *
 * @param rows those of this page
 * @param counts of all that match but for their severity, the worst first
 * @param namespaces to choose from
 * @param matching how many rows all pages have
 */
record LivenessList(
        LivenessFilter filter,
        List<LivenessRow> rows,
        List<Count> counts,
        List<String> namespaces,
        int matching,
        int page) {

    static final int PAGE = 50;

    /** How many containers have this for their worst. */
    record Count(String severity, long containers, String href) {}

    static LivenessList of(
            LivenessFilter filter,
            List<Covered> found,
            CoveredHangs hangs,
            List<String> namespaces,
            int asked) {
        List<Covered> shown =
                found.stream().filter(filter::accepts).sorted(Covered.BY_RISK).toList();
        int page = Math.clamp(asked, 1, pages(shown.size()));
        return new LivenessList(
                filter,
                shown.stream()
                        .skip((page - 1L) * PAGE)
                        .limit(PAGE)
                        .map(one -> LivenessRow.of(one, hangs.of(one)))
                        .toList(),
                counts(filter, found),
                namespaces,
                shown.size(),
                page);
    }

    private static List<Count> counts(LivenessFilter filter, List<Covered> found) {
        return LivenessFilter.SEVERITIES.stream()
                .map(word ->
                        new Count(
                                word,
                                found.stream()
                                        .filter(one ->
                                                LivenessFilter.word(one.worst()).equals(word))
                                        .count(),
                                filter.href("/liveness", word).toString()))
                .toList();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int pages() {
        return pages(matching);
    }

    public @Nullable String previous() {
        return page > 1 ? href(page - 1) : null;
    }

    public @Nullable String next() {
        return page < pages() ? href(page + 1) : null;
    }

    private String href(int other) {
        return filter.href("/liveness").with("page", other > 1 ? other : null).toString();
    }

    private static int pages(int rows) {
        return Math.max(1, (rows + PAGE - 1) / PAGE);
    }
}
