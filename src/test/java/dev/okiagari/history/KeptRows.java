package dev.okiagari.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows as the recorder would have kept them, of pods {@code shop/web-…} with one container. */
final class KeptRows {

    private static final String RESTART =
            """
            insert into history_restart (cluster_id, happened_at, namespace, kind, workload, pod,
              pod_uid, container, life, restart_count, cause, evidence, exit_code,
              ended_container_id, began_started_at, seen_at)
            values (?, ?, ?, 'Deployment', ?, ?, ?, 'app', 0, ?, ?, 'history.evidence.exit', 1, ?,
              ?, ?)
            """;

    private final JdbcTemplate jdbc;

    KeptRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void pod(
            String namespace,
            String workload,
            String pod,
            Instant created,
            @Nullable Instant ended) {
        jdbc.update(
                """
                insert into history_pod (cluster_id, pod_uid, namespace, pod, kind, workload,
                  created_at, ended_at, gone, replaced, successor, settled)
                values (?, ?, ?, ?, 'Deployment', ?, ?, ?, ?, false, false, true)
                """,
                ShownCluster.ID,
                "uid-" + pod,
                namespace,
                pod,
                workload,
                Ledger.time(created),
                Ledger.time(ended),
                ended != null);
        jdbc.update(
                """
                insert into history_container (cluster_id, pod_uid, container, life, restart_count,
                  settled, version)
                values (?, ?, 'app', 0, 0, true, '1')
                """,
                ShownCluster.ID,
                "uid-" + pod);
    }

    /** One after the other, the first at {@code from}. */
    void restarts(
            String namespace,
            String workload,
            String pod,
            RestartCause cause,
            Instant from,
            int seconds,
            int number) {
        List<Object[]> rows =
                IntStream.range(0, number)
                        .mapToObj(n -> {
                            Object at = Ledger.time(from.plusSeconds((long) n * seconds));
                            return new Object[] {
                                ShownCluster.ID,
                                at,
                                namespace,
                                workload,
                                pod,
                                "uid-" + pod,
                                n + 1,
                                cause.text(),
                                pod + "-run-" + n,
                                at,
                                at
                            };
                        })
                        .toList();
        jdbc.batchUpdate(RESTART, rows);
    }

    void run(String pod, int count, Instant from, @Nullable Instant to) {
        jdbc.update(
                """
                insert into history_run (cluster_id, happened_at, namespace, kind, workload, pod,
                  pod_uid, container, life, restart_count, container_id, started_at, finished_at)
                values (?, ?, 'shop', 'Deployment', 'web', ?, ?, 'app', 0, ?, ?, ?, ?)
                """,
                ShownCluster.ID,
                Ledger.time(from),
                pod,
                "uid-" + pod,
                count,
                pod + "-run-" + count,
                Ledger.time(from),
                Ledger.time(to));
    }

    /** As many intervals, a second each. */
    void failures(
            String pod, @Nullable String container, Instant from, int failures, int intervals) {
        List<Object[]> rows =
                IntStream.range(0, intervals)
                        .mapToObj(n ->
                                new Object[] {
                                    ShownCluster.ID,
                                    Ledger.time(from.plusSeconds(n + 1L)),
                                    pod,
                                    "uid-" + pod,
                                    container,
                                    Ledger.time(from.plusSeconds(n)),
                                    failures,
                                    pod + container + from + n,
                                    Ledger.time(from)
                                })
                        .toList();
        jdbc.batchUpdate(
                """
                insert into history_probe_failure (cluster_id, happened_at, namespace, kind,
                  workload, pod, pod_uid, container, probe, from_at, failures, exact_count, message,
                  event_key, series_at, total)
                values (?, ?, 'shop', 'Deployment', 'web', ?, ?, ?, 'liveness', ?, ?, false,
                  'Liveness probe failed', ?, ?, 1)
                """,
                rows);
    }

    void gap(@Nullable String namespace, @Nullable String pod, Instant from, Instant to) {
        jdbc.update(
                """
                insert into history_gap (cluster_id, happened_at, natural_key, from_at, namespace,
                  pod, pod_uid, reason, missed, explanation)
                values (?, ?, ?, ?, ?, ?, ?, 'watch-lost', null, 'history.gap.watch-lost')
                """,
                ShownCluster.ID,
                Ledger.time(to),
                namespace + "/" + pod + from,
                Ledger.time(from),
                namespace,
                pod,
                pod == null ? null : "uid-" + pod);
    }

    void rollout(
            String workload,
            String revision,
            Instant from,
            @Nullable Instant to,
            RolloutState state) {
        jdbc.update(
                """
                insert into history_rollout (cluster_id, happened_at, namespace, kind, workload,
                  revision, to_at, state)
                values (?, ?, 'shop', 'Deployment', ?, ?, ?, ?)
                """,
                ShownCluster.ID,
                Ledger.time(from),
                workload,
                revision,
                Ledger.time(to),
                state.text());
    }

    /** One that began {@code seconds} after its end, and was ready a second later. */
    void comeback(String workload, String pod, int count, Instant at, int seconds) {
        jdbc.update(
                """
                insert into history_restart (cluster_id, happened_at, namespace, kind, workload,
                  pod, pod_uid, container, life, restart_count, cause, evidence,
                  ended_container_id, ended_finished_at, began_started_at, began_ready_at, seen_at)
                values (?, ?, 'shop', 'Deployment', ?, ?, ?, 'app', 0, ?, 'crash',
                  'history.evidence.exit', ?, ?, ?, ?, ?)
                """,
                ShownCluster.ID,
                Ledger.time(at),
                workload,
                pod,
                "uid-" + pod,
                count,
                pod + "-run-" + (count - 1),
                Ledger.time(at.minusSeconds(seconds)),
                Ledger.time(at),
                Ledger.time(at.plusSeconds(1)),
                Ledger.time(at));
    }

    void replacement(String workload, String ended, String began, Instant at, int seconds) {
        jdbc.update(
                """
                insert into history_replacement (cluster_id, happened_at, namespace, kind, workload,
                  cause, ended_pod, ended_pod_uid, ended_at, began_pod, began_pod_uid,
                  began_created_at, began_ready_at)
                values (?, ?, 'shop', 'Deployment', ?, 'evicted', ?, ?, ?, ?, ?, ?, ?)
                """,
                ShownCluster.ID,
                Ledger.time(at),
                workload,
                ended,
                "uid-" + ended,
                Ledger.time(at),
                began,
                "uid-" + began,
                Ledger.time(at),
                Ledger.time(at.plusSeconds(seconds)));
    }

    void claim(UUID experiment, String pod, int endedRun, boolean confirmed) {
        jdbc.update(
                "insert into history_claim values (?, ?, ?, 'app', ?, ?)",
                experiment,
                ShownCluster.ID,
                "uid-" + pod,
                pod + "-run-" + endedRun,
                confirmed ? 1 : 0);
    }
}
