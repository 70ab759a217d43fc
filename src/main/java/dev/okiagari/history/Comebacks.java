package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.WorkloadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long a workload was away each time, from what is kept: however much that is, the newest of a
 * range are looked at, and no more. Blocks on the database.
 */
@Component
public class Comebacks {

    /** How many restarts at most, and how many replacements. */
    public static final int MOST = 5000;

    /** First the newest by an index, then what claims them. */
    private static final String RESTARTS =
            """
            select r.id, r.happened_at, r.pod, r.container, r.cause, r.ended_finished_at as ended,
              r.began_ready_at as ready, c.experiment_id
            from (
              select id, cluster_id, happened_at, pod, pod_uid, container, cause,
                ended_container_id, ended_finished_at, began_ready_at
              from history_restart
              where cluster_id = :cluster and namespace = :namespace and workload = :workload
                and kind = :kind and happened_at >= :from and happened_at < :to
              order by cluster_id, namespace, workload, happened_at desc, id desc
              fetch first :most rows only) r
            left join history_claim c on c.cluster_id = r.cluster_id and c.pod_uid = r.pod_uid
              and c.container = r.container and c.container_id = r.ended_container_id
              and c.confirmed = 1
            """;

    private static final String REPLACEMENTS =
            """
            select r.id, r.happened_at, r.pod, r.cause, r.ended, r.ready, c.experiment_id
            from (
              select id, cluster_id, happened_at, began_pod as pod, ended_pod_uid, cause,
                ended_at as ended, began_ready_at as ready
              from history_replacement
              where cluster_id = :cluster and namespace = :namespace and workload = :workload
                and kind = :kind and happened_at >= :from and happened_at < :to
                and began_pod is not null
              order by cluster_id, namespace, workload, happened_at desc, id desc
              fetch first :most rows only) r
            left join history_claim c on c.cluster_id = r.cluster_id
              and c.pod_uid = r.ended_pod_uid and c.container = '' and c.confirmed = 1
            """;

    private final Cluster cluster;
    private final JdbcClient jdbc;

    Comebacks(Cluster cluster, JdbcClient jdbc) {
        this.cluster = cluster;
        this.jdbc = jdbc;
    }

    /**
     * Those of a workload, the newest first.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public List<Comeback> of(WorkloadRef workload, Instant from, Instant to) {
        return cluster.info()
                .map(ClusterInfo::id)
                .map(id -> of(id, workload, from, to))
                .orElse(List.of());
    }

    private List<Comeback> of(String clusterId, WorkloadRef workload, Instant from, Instant to) {
        Question question = new Question(clusterId, workload, from, to);
        List<Comeback> all = new ArrayList<>();
        all.addAll(ask(RESTARTS, question, Comebacks::restarted));
        all.addAll(ask(REPLACEMENTS, question, Comebacks::replaced));
        all.sort(Comparator.comparing(Comeback::at).reversed());
        return all;
    }

    private record Question(String clusterId, WorkloadRef workload, Instant from, Instant to) {}

    private record Found(long id, Comeback comeback) {}

    private Collection<Comeback> ask(String sql, Question question, RowMapper<Comeback> reading) {
        Map<Long, Comeback> found = new LinkedHashMap<>();
        jdbc.sql(sql)
                .param("cluster", question.clusterId())
                .param("namespace", question.workload().namespace())
                .param("workload", question.workload().name())
                .param("kind", question.workload().kind())
                .param("from", Ledger.time(question.from()))
                .param("to", Ledger.time(question.to()))
                .param("most", MOST)
                .query((row, index) -> new Found(row.getLong("id"), reading.mapRow(row, index)))
                .list()
                // two experiments may claim the same run
                .forEach(one -> found.putIfAbsent(one.id(), one.comeback()));
        return found.values();
    }

    private static Comeback restarted(ResultSet row, int index) throws SQLException {
        UUID experiment = row.getObject("experiment_id", UUID.class);
        RestartCause cause = RestartCause.of(row.getString("cause")).orElse(RestartCause.UNKNOWN);
        return comeback(
                row,
                new Comeback.Of.Container(
                        row.getString("container"),
                        experiment == null ? cause : RestartCause.INJECTED));
    }

    private static Comeback replaced(ResultSet row, int index) throws SQLException {
        UUID experiment = row.getObject("experiment_id", UUID.class);
        ReplacementCause cause =
                ReplacementCause.of(row.getString("cause")).orElse(ReplacementCause.UNKNOWN);
        return comeback(
                row, new Comeback.Of.Pod(experiment == null ? cause : ReplacementCause.INJECTED));
    }

    private static Comeback comeback(ResultSet row, Comeback.Of of) throws SQLException {
        return new Comeback(
                of,
                Columns.some(row, "happened_at"),
                row.getString("pod"),
                Columns.time(row, "ended"),
                Columns.time(row, "ready"),
                row.getObject("experiment_id", UUID.class));
    }
}
