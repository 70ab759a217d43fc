package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadName;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/**
 * A query as a condition on one kind of row.
 *
 * @param list which list it is: cursors do not fit another
 * @param pods the attributes that name a pod
 * @param podUids the attributes that hold a pod's UID
 * @param cause the attribute that a cause or reason is compared with; null where there is none
 * @param start the attribute of the row's beginning, where it lasts; null where it is an instant
 * @param others attributes that the row has besides: {@code container}, {@code experimentId}, …
 */
record Criteria(
        String list,
        List<String> pods,
        List<String> podUids,
        @Nullable String cause,
        @Nullable String start,
        List<String> others) {

    private static final Sort NEWEST = Sort.by(Sort.Direction.DESC, "happenedAt", "id");

    <R extends Row, T> Slice<T> find(
            JpaSpecificationExecutor<R> rows,
            String clusterId,
            HistoryQuery query,
            Function<R, T> translation) {
        Cursor cursor = Cursor.of(list, query);
        Specification<R> condition =
                (root, any, build) -> where(root, build, clusterId, query, cursor);
        List<R> found =
                rows.findBy(condition, it -> it.sortBy(NEWEST).limit(query.limit() + 1).all());
        boolean more = found.size() > query.limit();
        List<R> shown = more ? found.subList(0, query.limit()) : found;
        String next = null;
        if (more) {
            R last = shown.getLast();
            next = new Cursor(last.happenedAt, last.id).text(list, query);
        }
        return new Slice<>(shown.stream().map(translation).toList(), next);
    }

    private Predicate where(
            Root<?> row,
            CriteriaBuilder build,
            String clusterId,
            HistoryQuery query,
            @Nullable Cursor cursor) {
        List<Predicate> all = new ArrayList<>();
        all.add(build.equal(row.get("clusterId"), clusterId));
        one(all, row, build, List.of("namespace"), query.namespace());
        workload(all, row, build, query.workload());
        one(all, row, build, pods, query.pod());
        one(all, row, build, podUids, query.podUid());
        one(all, row, build, cause == null ? List.of() : List.of(cause), query.cause());
        one(all, row, build, having("container"), query.container());
        one(all, row, build, having("experimentId"), query.experimentId());
        one(
                all,
                row,
                build,
                having("probe"),
                query.probe() == null ? null : query.probe().name().toLowerCase(Locale.ROOT));
        if (query.from() != null) {
            all.add(build.greaterThanOrEqualTo(row.<Instant>get("happenedAt"), query.from()));
        }
        if (query.to() != null) {
            String begin = start == null ? "happenedAt" : start;
            all.add(build.lessThan(row.<Instant>get(begin), query.to()));
        }
        if (cursor != null) {
            all.add(before(row, build, cursor));
        }
        return build.and(all.toArray(Predicate[]::new));
    }

    private List<String> having(String attribute) {
        return others.contains(attribute) ? List.of(attribute) : List.of();
    }

    private void workload(
            List<Predicate> all, Root<?> row, CriteriaBuilder build, @Nullable String workload) {
        if (workload == null || !others.contains("workload")) {
            return;
        }
        WorkloadName meant = WorkloadName.of(workload);
        if (meant.kind() != null) {
            all.add(build.equal(row.get("kind"), meant.kind()));
        }
        all.add(build.equal(row.get("workload"), meant.name()));
    }

    private static void one(
            List<Predicate> all,
            Root<?> row,
            CriteriaBuilder build,
            List<String> attributes,
            @Nullable Object value) {
        if (value != null && !attributes.isEmpty()) {
            all.add(
                    build.or(
                            attributes.stream()
                                    .map(attribute -> build.equal(row.get(attribute), value))
                                    .toArray(Predicate[]::new)));
        }
    }

    private static Predicate before(Root<?> row, CriteriaBuilder build, Cursor cursor) {
        var at = row.<Instant>get("happenedAt");
        return build.or(
                build.lessThan(at, cursor.at()),
                build.and(
                        build.equal(at, cursor.at()),
                        build.lessThan(row.<Long>get("id"), cursor.id())));
    }
}
