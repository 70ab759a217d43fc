package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadName;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is around the lanes of a timeline: how long their pods lived, successors, rollouts, and
 * gaps.
 */
@Component
class LaneSurroundings {

    private static final int MOST = 500;

    /** One that takes longer is found only as long as it is not over. */
    private static final Duration LONG_ROLLOUT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final ReplacementRows replacements;
    private final RolloutRows rollouts;
    private final GapRows gaps;

    LaneSurroundings(
            JdbcClient jdbc, ReplacementRows replacements, RolloutRows rollouts, GapRows gaps) {
        this.jdbc = jdbc;
        this.replacements = replacements;
        this.rollouts = rollouts;
        this.gaps = gaps;
    }

    /** When a pod was made and when it ended. */
    record Pod(String uid, Instant createdAt, @Nullable Instant endedAt) {}

    Map<String, Pod> pods(String clusterId, Collection<LaneKey> lanes) {
        Map<String, Pod> pods = new HashMap<>();
        if (lanes.isEmpty()) {
            return pods;
        }
        MapSqlParameterSource parameters = new MapSqlParameterSource("cluster", clusterId);
        LaneKey.bind(lanes, parameters);
        jdbc.sql(
                        """
                        select p.pod_uid, p.created_at, p.ended_at
                        from %s join history_pod p
                          on p.cluster_id = :cluster and p.pod_uid = v.pod_uid
                        """
                                .formatted(LaneKey.TABLE))
                .paramSource(parameters)
                .query(row -> {
                    Pod pod =
                            new Pod(
                                    row.getString("pod_uid"),
                                    Columns.some(row, "created_at"),
                                    Columns.time(row, "ended_at"));
                    pods.put(pod.uid(), pod);
                });
        return pods;
    }

    List<Replacement> replacements(String clusterId, TimelineQuery query) {
        MapSqlParameterSource parameters = parameters(clusterId, query);
        String and = owner(query, parameters);
        if (query.pod() != null) {
            and += " and (ended_pod = :pod or began_pod = :pod)";
        }
        return replacements
                .findAllByIdInOrderById(
                        newest("history_replacement", "happened_at < :to" + and, parameters))
                .stream()
                .map(ReplacementRow::toReplacement)
                .toList();
    }

    /**
     * Those that began in the range or less than a day before it, and of older ones those that are
     * not over yet: so both are found by an index.
     */
    List<Rollout> rollouts(String clusterId, TimelineQuery query) {
        MapSqlParameterSource parameters = parameters(clusterId, query);
        parameters.addValue("early", Ledger.time(query.from().minus(LONG_ROLLOUT)));
        String and = owner(query, parameters);
        List<Long> ids =
                jdbc.sql(
                                """
                                select id from (
                                  select id, happened_at from history_rollout
                                  where cluster_id = :cluster and happened_at >= :early
                                    and happened_at < :to and (to_at is null or to_at >= :from) %1$s
                                  union all
                                  select id, happened_at from history_rollout
                                  where cluster_id = :cluster and state = 'progressing'
                                    and happened_at < :early %1$s) found
                                order by happened_at desc, id desc fetch first :most rows only
                                """
                                        .formatted(and))
                        .paramSource(parameters)
                        .query((row, index) -> row.getLong(1))
                        .list();
        return rollouts.findAllByIdInOrderByHappenedAtAscIdAsc(ids).stream()
                .map(RolloutRow::toRollout)
                .toList();
    }

    /** Whose rows are meant, as the end of a where clause. */
    private static String owner(TimelineQuery query, MapSqlParameterSource parameters) {
        String and = query.namespace() == null ? "" : " and namespace = :namespace";
        if (query.workload() == null) {
            return and;
        }
        WorkloadName meant = WorkloadName.of(query.workload());
        parameters.addValue("workload", meant.name());
        parameters.addValue("kind", meant.kind());
        return and
                + " and workload = :workload"
                + (meant.kind() == null ? "" : " and kind = :kind");
    }

    /**
     * @param pods whose gaps are wanted besides those of whole namespaces, by their UIDs
     */
    List<Gap> gaps(String clusterId, TimelineQuery query, Predicate<String> pods) {
        String and =
                query.namespace() == null
                        ? ""
                        : " and (namespace is null or namespace = :namespace)";
        return gaps
                .findAllByIdInOrderById(
                        newest("history_gap", "from_at < :to" + and, parameters(clusterId, query)))
                .stream()
                .map(GapRow::toGap)
                .filter(gap -> gap.scope().podUid() == null || pods.test(gap.scope().podUid()))
                .toList();
    }

    /** The rows of a table that happened since the range began. */
    private List<Long> newest(String table, String condition, MapSqlParameterSource parameters) {
        return jdbc.sql(
                        """
                        select id from %s
                        where cluster_id = :cluster and happened_at >= :from and %s
                        order by cluster_id, happened_at desc, id desc
                        fetch first :most rows only
                        """
                                .formatted(table, condition))
                .paramSource(parameters)
                .query((row, index) -> row.getLong(1))
                .list();
    }

    Optional<Instant> lastBefore(
            String clusterId, WorkloadRef workload, String container, Instant before) {
        return jdbc
                .sql(
                        """
                        select happened_at from history_restart
                        where cluster_id = :cluster and namespace = :namespace
                          and workload = :workload and kind = :kind and container = :container
                          and happened_at < :before
                        order by cluster_id, namespace, workload, happened_at desc, id desc
                        fetch first 1 row only
                        """)
                .param("cluster", clusterId)
                .param("namespace", workload.namespace())
                .param("workload", workload.name())
                .param("kind", workload.kind())
                .param("container", container)
                .param("before", Ledger.time(before))
                .query((row, index) -> Columns.time(row, "happened_at"))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static MapSqlParameterSource parameters(String clusterId, TimelineQuery query) {
        MapSqlParameterSource parameters = query.parameters(clusterId);
        parameters.addValue("namespace", query.namespace());
        parameters.addValue("pod", query.pod());
        parameters.addValue("most", MOST);
        return parameters;
    }
}
