package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The restarts of all live containers in short, by one query, and by another what pods left that
 * are gone.
 */
@Component
class Summaries {

    private static final int HOURS = 24;

    private static final String SQL =
            """
            select r.namespace, r.pod, r.pod_uid, r.container, cast(null as bigint) as hour_ago,
              cast(1 as bigint) as restarts, r.happened_at as newest_at, r.cause, r.experiment_id
            from history_pod p
            join history_container c on c.cluster_id = p.cluster_id and c.pod_uid = p.pod_uid
            join history_shown_restart r on r.cluster_id = c.cluster_id and r.pod_uid = c.pod_uid
              and r.container = c.container and r.life = c.life
              and r.restart_count = c.restart_count
            where p.cluster_id = :cluster and p.gone = false%1$s
            union all
            select h.namespace, h.pod, h.pod_uid, h.container, h.hour_ago, count(*) as restarts,
              cast(null as timestamp(3) with time zone), cast(null as varchar(20)),
              cast(null as uuid)
            from (
              select r.namespace, r.pod, r.pod_uid, r.container,
                cast(floor((cast(:now as bigint) - extract(epoch from r.happened_at)) / 3600)
                  as bigint) as hour_ago
              from history_pod p
              join history_restart r on r.cluster_id = p.cluster_id and r.pod_uid = p.pod_uid
              where p.cluster_id = :cluster and p.gone = false and r.happened_at > :since%1$s) h
            group by h.namespace, h.pod, h.pod_uid, h.container, h.hour_ago
            """;

    /** Without what restarted longer ago than a day, of which there may be millions. */
    private static final String GONE =
            """
            with gone as (
              select r.id, r.namespace, r.kind, r.workload, r.happened_at
              from history_restart r
              join history_pod p on p.cluster_id = r.cluster_id and p.pod_uid = r.pod_uid
              where r.cluster_id = :cluster and r.happened_at > :since and p.gone = true)
            select n.namespace, n.kind, n.workload, cast(null as bigint) as hour_ago,
              cast(1 as bigint) as restarts, r.happened_at as newest_at, r.cause, r.experiment_id
            from (
              select g.*, row_number() over (
                partition by g.namespace, g.kind, g.workload
                order by g.happened_at desc, g.id desc) as place
              from gone g) n
            join history_shown_restart r on r.id = n.id
            where n.place = 1
            union all
            select h.namespace, h.kind, h.workload, h.hour_ago, count(*) as restarts,
              cast(null as timestamp(3) with time zone), cast(null as varchar(20)),
              cast(null as uuid)
            from (
              select g.namespace, g.kind, g.workload,
                cast(floor((cast(:now as bigint) - extract(epoch from g.happened_at)) / 3600)
                  as bigint) as hour_ago
              from gone g) h
            group by h.namespace, h.kind, h.workload, h.hour_ago
            """;

    private static final String ALL = SQL.formatted("");
    private static final String OF_A_POD = SQL.formatted(" and p.pod_uid = :pod");

    private final JdbcClient jdbc;
    private final Clock clock;

    Summaries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<ContainerRef, RestartSummary> of(String clusterId) {
        return read(ALL, parameters(clusterId), Summaries::container);
    }

    /** Those of one pod: found by indexes, however many there are. */
    Map<ContainerRef, RestartSummary> of(String clusterId, String podUid) {
        return read(OF_A_POD, parameters(clusterId).addValue("pod", podUid), Summaries::container);
    }

    /** What pods that are gone did within the last day, by workload. */
    Map<WorkloadRef, RestartSummary> ofGone(String clusterId) {
        return read(GONE, parameters(clusterId), Summaries::workload);
    }

    private MapSqlParameterSource parameters(String clusterId) {
        Instant now = clock.instant();
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("now", now.getEpochSecond())
                .addValue("since", Ledger.time(now.minus(Duration.ofHours(HOURS))));
    }

    private <K> Map<K, RestartSummary> read(
            String sql, MapSqlParameterSource parameters, Key<K> key) {
        Map<K, RestartSummary> summaries = new HashMap<>();
        jdbc.sql(sql)
                .paramSource(parameters)
                .query(row -> {
                    summaries.merge(key.of(row), summary(row), RestartSummary::plus);
                });
        return summaries;
    }

    /** Whose a row is. */
    private interface Key<K> {
        K of(ResultSet row) throws SQLException;
    }

    private static WorkloadRef workload(ResultSet row) throws SQLException {
        return new WorkloadRef(
                row.getString("namespace"), row.getString("kind"), row.getString("workload"));
    }

    private static ContainerRef container(ResultSet row) throws SQLException {
        return new ContainerRef(
                new PodRef(
                        row.getString("namespace"), row.getString("pod"), row.getString("pod_uid")),
                row.getString("container"));
    }

    private static RestartSummary summary(ResultSet row) throws SQLException {
        Integer[] hours = new Integer[HOURS];
        Arrays.fill(hours, 0);
        Instant newest = Columns.time(row, "newest_at");
        if (newest != null) {
            return new RestartSummary(Arrays.asList(hours), newest(row, newest));
        }
        // a cluster's clock ahead of ours makes the newest hour negative
        int ago = Math.clamp(row.getLong("hour_ago"), 0, HOURS - 1);
        hours[HOURS - 1 - ago] = row.getInt("restarts");
        return new RestartSummary(Arrays.asList(hours), null);
    }

    private static RestartSummary.Newest newest(ResultSet row, Instant at) throws SQLException {
        RestartCause cause = RestartCause.of(row.getString("cause")).orElse(RestartCause.UNKNOWN);
        @Nullable UUID experiment = row.getObject("experiment_id", UUID.class);
        return new RestartSummary.Newest(at, cause, experiment);
    }
}
