package dev.okiagari.history;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a rollout by its natural key: workload, revision and beginning. */
final class RolloutSql {

    private static final String ROLLOUT =
            """
            merge into history_rollout t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:from as timestamp(3) with time zone) as happened_at,
            cast(:namespace as varchar(253)) as namespace, cast(:kind as varchar(63)) as
            kind, cast(:workload as varchar(253)) as workload, cast(:revision as
            varchar(253)) as revision, cast(:to as timestamp(3) with time zone) as to_at,
            cast(:state as varchar(20)) as state) s on (t.cluster_id = s.cluster_id and
            t.namespace = s.namespace and t.kind = s.kind and t.workload = s.workload and
            t.revision = s.revision and t.happened_at = s.happened_at) when matched then
            update set to_at = s.to_at, state = s.state when not matched then insert
            (cluster_id, happened_at, namespace, kind, workload, revision, to_at, state)
            values (s.cluster_id, s.happened_at, s.namespace, s.kind, s.workload,
            s.revision, s.to_at, s.state)
            """;

    private RolloutSql() {}

    static void write(JdbcClient jdbc, String clusterId, KnownRollout rollout) {
        jdbc.sql(ROLLOUT)
                .param("cluster", clusterId)
                .param("from", Ledger.time(rollout.from()))
                .param("namespace", rollout.workload().namespace())
                .param("kind", rollout.workload().kind())
                .param("workload", rollout.workload().name())
                .param("revision", StoredText.fit(rollout.revision(), 253))
                .param("to", Ledger.time(rollout.to()))
                .param("state", rollout.state().text())
                .update();
    }
}
