package dev.okiagari.history;

import dev.okiagari.history.Timeline.Life;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs of lanes that overlap a range: those that began in it, and the last one before it. */
@Component
class LaneRuns {

    private static final String COLUMNS =
            "r.pod_uid, r.container, r.happened_at, r.started_at, r.ready_at, r.finished_at,"
                    + " r.exit_code, r.reason";

    private final JdbcClient jdbc;

    LaneRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest first. */
    Map<LaneKey, List<Life>> of(String clusterId, TimelineQuery query, Collection<LaneKey> lanes) {
        Map<LaneKey, List<Life>> runs = new HashMap<>();
        if (lanes.isEmpty()) {
            return runs;
        }
        MapSqlParameterSource parameters = query.parameters(clusterId);
        LaneKey.bind(lanes, parameters);
        String table = LaneKey.TABLE;
        read(
                """
                select %s
                from %s left join history_run r on r.cluster_id = :cluster and r.pod_uid = v.pod_uid
                  and r.container = v.container and r.happened_at >= :from and r.happened_at < :to
                """
                        .formatted(COLUMNS, table),
                parameters,
                runs);
        read(
                """
                select %s
                from (select (
                    select x.id from history_run x
                    where x.cluster_id = :cluster and x.pod_uid = v.pod_uid
                      and x.container = v.container and x.happened_at < :from
                    order by x.cluster_id, x.pod_uid, x.container, x.happened_at desc, x.id desc
                    fetch first 1 row only) as id
                  from %s) b
                join history_run r on r.id = b.id
                where r.finished_at is null or r.finished_at >= :from
                """
                        .formatted(COLUMNS, table),
                parameters,
                runs);
        runs.values().forEach(all -> all.sort(Comparator.comparing(Life::at)));
        return runs;
    }

    private static Life life(ResultSet row) throws SQLException {
        return new Life(
                Columns.some(row, "happened_at"),
                Columns.time(row, "started_at"),
                Columns.time(row, "ready_at"),
                Columns.time(row, "finished_at"),
                row.getObject("exit_code", Integer.class),
                row.getString("reason"));
    }

    private void read(String sql, MapSqlParameterSource parameters, Map<LaneKey, List<Life>> runs) {
        jdbc.sql(sql)
                .paramSource(parameters)
                .query(row -> {
                    if (row.getString("pod_uid") != null) {
                        runs.computeIfAbsent(LaneKey.of(row), any -> new ArrayList<>())
                                .add(life(row));
                    }
                });
    }
}
