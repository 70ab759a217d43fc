package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads what the database kept of a cluster, for the fold to go on from. */
@Component
class Archive {

    private static final Duration RECENT = Duration.ofHours(2);
    private static final Duration COUNTS = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final MeterArchive meters;

    Archive(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.meters = new MeterArchive(jdbc);
    }

    Memory load(String clusterId, Instant now) {
        @Nullable Instant until =
                jdbc
                        .sql("select until_at from history_observed where cluster_id = :cluster")
                        .param("cluster", clusterId)
                        .query((row, index) -> Columns.time(row, "until_at"))
                        .list()
                        .stream()
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        List<KnownPod> pods = pods(clusterId, now);
        return new Memory(
                clusterId,
                until == null ? unknown(pods) : until,
                pods,
                counts(clusterId, now),
                underWay(clusterId),
                meters.load(clusterId, until, now));
    }

    /** Who stopped within the first list was nowhere complete, but saw some pods all the same. */
    private static @Nullable Instant unknown(List<KnownPod> pods) {
        return pods.stream()
                .filter(pod -> !pod.gone())
                .map(KnownPod::createdAt)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<KnownPod> pods(String clusterId, Instant now) {
        Map<String, Map<String, KnownRun>> runs = runs(clusterId, now);
        return jdbc.sql(
                        """
                        select p.*, (
                            select c.version from history_container c
                            where c.cluster_id = p.cluster_id and c.pod_uid = p.pod_uid
                            order by char_length(c.version) desc, c.version desc
                            fetch first 1 row only) as version
                        from history_pod p
                        where p.cluster_id = :cluster
                          and (p.gone = false or p.ended_at > :recent)
                        """)
                .param("cluster", clusterId)
                .param("recent", Ledger.time(now.minus(RECENT)))
                .query((row, index) -> pod(row, runs))
                .list();
    }

    private Map<String, Map<String, KnownRun>> runs(String clusterId, Instant now) {
        Map<String, Map<String, KnownRun>> runs = new HashMap<>();
        jdbc.sql(
                        """
                        select r.*, c.settled from history_pod p
                        join history_container c
                          on c.cluster_id = p.cluster_id and c.pod_uid = p.pod_uid
                        join history_run r on r.cluster_id = c.cluster_id
                          and r.pod_uid = c.pod_uid and r.container = c.container
                          and r.life = c.life and r.restart_count = c.restart_count
                        where p.cluster_id = :cluster
                          and (p.gone = false or p.ended_at > :recent)
                        """)
                .param("cluster", clusterId)
                .param("recent", Ledger.time(now.minus(RECENT)))
                .query(row -> {
                    KnownRun run = run(row);
                    runs.computeIfAbsent(row.getString("pod_uid"), any -> new HashMap<>())
                            .put(run.container(), run);
                });
        return runs;
    }

    private List<Count> counts(String clusterId, Instant now) {
        return jdbc.sql(
                        """
                        select * from history_event_count
                        where cluster_id = :cluster and last_at > :recent
                        """)
                .param("cluster", clusterId)
                .param("recent", Ledger.time(now.minus(COUNTS)))
                .query((row, index) ->
                        new Count(
                                row.getString("event_key"),
                                row.getString("pod_uid"),
                                row.getString("container"),
                                EventKind.valueOf(row.getString("kind")),
                                Columns.some(row, "first_at"),
                                Columns.some(row, "last_at"),
                                row.getInt("total")))
                .list();
    }

    private List<KnownRollout> underWay(String clusterId) {
        return jdbc.sql(
                        """
                        select * from history_rollout
                        where cluster_id = :cluster and state = 'progressing'
                        order by happened_at
                        """)
                .param("cluster", clusterId)
                .query((row, index) ->
                        KnownRollout.begun(
                                new WorkloadRef(
                                        row.getString("namespace"),
                                        row.getString("kind"),
                                        row.getString("workload")),
                                row.getString("revision"),
                                Columns.some(row, "happened_at")))
                .list();
    }

    private static KnownPod pod(ResultSet row, Map<String, Map<String, KnownRun>> runs)
            throws SQLException {
        String namespace = row.getString("namespace");
        String cause = row.getString("end_cause");
        PodRef ref = new PodRef(namespace, row.getString("pod"), row.getString("pod_uid"));
        return new KnownPod(
                ref,
                new WorkloadRef(namespace, row.getString("kind"), row.getString("workload")),
                Columns.some(row, "created_at"),
                Columns.time(row, "ended_at"),
                cause == null ? null : ReplacementCause.of(cause).orElse(null),
                row.getBoolean("gone"),
                row.getBoolean("replaced"),
                row.getBoolean("successor"),
                row.getBoolean("settled"),
                null,
                Objects.requireNonNullElse(row.getString("version"), ""),
                runs.getOrDefault(ref.uid(), Map.of()),
                row.getString("revision"));
    }

    private static KnownRun run(ResultSet row) throws SQLException {
        return new KnownRun(
                row.getString("container"),
                row.getInt("life"),
                row.getInt("restart_count"),
                row.getString("container_id"),
                Columns.time(row, "started_at"),
                Columns.time(row, "ready_at"),
                Columns.time(row, "finished_at"),
                row.getObject("exit_code", Integer.class),
                row.getString("reason"),
                row.getString("message"),
                row.getBoolean("settled"));
    }
}
