package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * What the {@link Ledger} says to a database: H2 and PostgreSQL 15 or later understand it alike.
 */
final class LedgerSql {

    static final String OBSERVED =
            """
            merge into history_observed t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:at as timestamp(3) with time zone) as until_at) s on
            (t.cluster_id = s.cluster_id) when matched then update set until_at =
            s.until_at when not matched then insert (cluster_id, until_at) values
            (s.cluster_id, s.until_at)
            """;

    static final String POD =
            """
            merge into history_pod t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:uid as varchar(64)) as pod_uid, cast(:namespace as
            varchar(253)) as namespace, cast(:pod as varchar(253)) as pod, cast(:kind as
            varchar(63)) as kind, cast(:workload as varchar(253)) as workload,
            cast(:created as timestamp(3) with time zone) as created_at, cast(:ended as
            timestamp(3) with time zone) as ended_at, cast(:cause as varchar(20)) as
            end_cause, cast(:gone as boolean) as gone, cast(:replaced as boolean) as
            replaced, cast(:successor as boolean) as successor, cast(:settled as boolean)
            as settled, cast(:revision as varchar(253)) as revision) s on (t.cluster_id = s.cluster_id and t.pod_uid = s.pod_uid) when
            matched then update set ended_at = s.ended_at, end_cause = s.end_cause, gone =
            s.gone, replaced = s.replaced, successor = s.successor, settled = s.settled,
            kind = s.kind, workload = s.workload, revision =
            coalesce(s.revision, t.revision) when not matched then insert (cluster_id,
            pod_uid, namespace, pod, kind, workload, created_at, ended_at, end_cause,
            gone, replaced, successor, settled, revision) values (s.cluster_id, s.pod_uid,
            s.namespace, s.pod, s.kind, s.workload, s.created_at, s.ended_at, s.end_cause,
            s.gone, s.replaced, s.successor, s.settled, s.revision)
            """;

    static final String RUN =
            """
            merge into history_run t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:at as timestamp(3) with time zone) as happened_at,
            cast(:namespace as varchar(253)) as namespace, cast(:kind as varchar(63)) as
            kind, cast(:workload as varchar(253)) as workload, cast(:pod as varchar(253))
            as pod, cast(:uid as varchar(64)) as pod_uid, cast(:container as varchar(253))
            as container, cast(:life as integer) as life, cast(:count as integer) as
            restart_count, cast(:id as varchar(255)) as container_id, cast(:started as
            timestamp(3) with time zone) as started_at, cast(:ready as timestamp(3) with
            time zone) as ready_at, cast(:finished as timestamp(3) with time zone) as
            finished_at, cast(:exit as integer) as exit_code, cast(:reason as
            varchar(100)) as reason, cast(:message as varchar(4096)) as message) s on
            (t.cluster_id = s.cluster_id and t.pod_uid = s.pod_uid and t.container =
            s.container and t.life = s.life and t.restart_count = s.restart_count) when
            matched then update set started_at = coalesce(t.started_at, s.started_at),
            ready_at = coalesce(t.ready_at, s.ready_at), finished_at =
            coalesce(t.finished_at, s.finished_at), exit_code = coalesce(t.exit_code,
            s.exit_code), reason = coalesce(t.reason, s.reason), message =
            coalesce(t.message, s.message) when not matched then insert (cluster_id,
            happened_at, namespace, kind, workload, pod, pod_uid, container, life,
            restart_count, container_id, started_at, ready_at, finished_at, exit_code,
            reason, message) values (s.cluster_id, s.happened_at, s.namespace, s.kind,
            s.workload, s.pod, s.pod_uid, s.container, s.life, s.restart_count,
            s.container_id, s.started_at, s.ready_at, s.finished_at, s.exit_code,
            s.reason, s.message)
            """;

    static final String CONTAINER =
            """
            merge into history_container t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:uid as varchar(64)) as pod_uid, cast(:container as
            varchar(253)) as container, cast(:life as integer) as life, cast(:count as
            integer) as restart_count, cast(:settled as boolean) as settled, cast(:version as
            varchar(64)) as version) s on (t.cluster_id = s.cluster_id and t.pod_uid =
            s.pod_uid and t.container = s.container) when matched then update set life =
            s.life, restart_count = s.restart_count, settled = s.settled, version =
            s.version when not matched then insert (cluster_id, pod_uid, container, life,
            restart_count, settled, version) values (s.cluster_id, s.pod_uid, s.container,
            s.life, s.restart_count, s.settled, s.version)
            """;

    static final String RESTART =
            """
            merge into history_restart t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:at as timestamp(3) with time zone) as happened_at,
            cast(:namespace as varchar(253)) as namespace, cast(:kind as varchar(63)) as
            kind, cast(:workload as varchar(253)) as workload, cast(:pod as varchar(253))
            as pod, cast(:uid as varchar(64)) as pod_uid, cast(:container as varchar(253))
            as container, cast(:life as integer) as life, cast(:count as integer) as
            restart_count, cast(:cause as varchar(20)) as cause, cast(:evidence as
            varchar(1000)) as evidence, cast(:exit as integer) as exit_code, cast(:reason
            as varchar(100)) as reason, cast(:endedId as varchar(255)) as
            ended_container_id, cast(:endedStarted as timestamp(3) with time zone) as
            ended_started_at, cast(:endedFinished as timestamp(3) with time zone) as
            ended_finished_at, cast(:beganId as varchar(255)) as began_container_id,
            cast(:beganStarted as timestamp(3) with time zone) as began_started_at,
            cast(:beganReady as timestamp(3) with time zone) as began_ready_at, cast(:seen
            as timestamp(3) with time zone) as seen_at) s on (t.cluster_id = s.cluster_id
            and t.pod_uid = s.pod_uid and t.container = s.container and t.life = s.life
            and t.restart_count = s.restart_count) when not matched then insert
            (cluster_id, happened_at, namespace, kind, workload, pod, pod_uid, container,
            life, restart_count, cause, evidence, exit_code, reason, ended_container_id,
            ended_started_at, ended_finished_at, began_container_id, began_started_at,
            began_ready_at, seen_at) values (s.cluster_id, s.happened_at, s.namespace,
            s.kind, s.workload, s.pod, s.pod_uid, s.container, s.life, s.restart_count,
            s.cause, s.evidence, s.exit_code, s.reason, s.ended_container_id,
            s.ended_started_at, s.ended_finished_at, s.began_container_id,
            s.began_started_at, s.began_ready_at, s.seen_at)
            """;

    static final String RESTART_ID =
            """
            select id from history_restart where cluster_id = :cluster and pod_uid = :uid
            and container = :container and life = :life and restart_count = :count
            """;

    static final String RESTART_READY =
            """
            update history_restart set began_ready_at = coalesce(began_ready_at, :ready)
            where cluster_id = :cluster and pod_uid = :uid and container = :container and
            life = :life and restart_count = :count
            """;

    static final String REPLACEMENT =
            """
            merge into history_replacement t using (select cast(:cluster as varchar(64))
            as cluster_id, cast(:at as timestamp(3) with time zone) as happened_at,
            cast(:namespace as varchar(253)) as namespace, cast(:kind as varchar(63)) as
            kind, cast(:workload as varchar(253)) as workload, cast(:cause as varchar(20))
            as cause, cast(:evidence as varchar(1000)) as evidence, cast(:pod as varchar(253)) as ended_pod, cast(:uid as varchar(64))
            as ended_pod_uid, cast(:ended as timestamp(3) with time zone) as ended_at,
            cast(:beganPod as varchar(253)) as began_pod, cast(:beganUid as varchar(64))
            as began_pod_uid, cast(:created as timestamp(3) with time zone) as
            began_created_at) s on (t.cluster_id = s.cluster_id and t.ended_pod_uid =
            s.ended_pod_uid) when matched and t.began_pod_uid is null and s.began_pod_uid
            is not null then update set happened_at = s.happened_at, cause = s.cause,
            evidence = s.evidence, began_pod = s.began_pod, began_pod_uid =
            s.began_pod_uid, began_created_at = s.began_created_at when not matched then
            insert (cluster_id, happened_at, namespace, kind, workload, cause, evidence, ended_pod, ended_pod_uid, ended_at,
            began_pod, began_pod_uid, began_created_at) values (s.cluster_id,
            s.happened_at, s.namespace, s.kind, s.workload, s.cause, s.evidence, s.ended_pod,
            s.ended_pod_uid, s.ended_at, s.began_pod, s.began_pod_uid, s.began_created_at)
            """;

    static final String REPLACEMENT_ID =
            """
            select id from history_replacement where cluster_id = :cluster and
            ended_pod_uid = :uid
            """;

    static final String SUCCESSOR_ID =
            """
            select id from history_replacement where cluster_id = :cluster and
            began_pod_uid = :uid
            """;

    static final String SUCCESSOR_READY =
            """
            update history_replacement set began_ready_at = coalesce(began_ready_at,
            :ready) where cluster_id = :cluster and began_pod_uid = :uid
            """;

    static final String GAP =
            """
            merge into history_gap t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:at as timestamp(3) with time zone) as happened_at, cast(:key
            as varchar(400)) as natural_key, cast(:from as timestamp(3) with time zone) as
            from_at, cast(:namespace as varchar(253)) as namespace, cast(:pod as
            varchar(253)) as pod, cast(:uid as varchar(64)) as pod_uid, cast(:container as
            varchar(253)) as container, cast(:reason as varchar(20)) as reason,
            cast(:missed as integer) as missed, cast(:text as varchar(1000)) as
            explanation) s on (t.cluster_id = s.cluster_id and t.natural_key =
            s.natural_key) when not matched then insert (cluster_id, happened_at,
            natural_key, from_at, namespace, pod, pod_uid, container, reason, missed,
            explanation) values (s.cluster_id, s.happened_at, s.natural_key, s.from_at,
            s.namespace, s.pod, s.pod_uid, s.container, s.reason, s.missed, s.explanation)
            """;

    static final String GAP_ID =
            """
            select id from history_gap where cluster_id = :cluster and natural_key = :key
            """;

    static final String COUNT =
            """
            merge into history_event_count t using (select cast(:cluster as varchar(64))
            as cluster_id, cast(:eventKey as varchar(64)) as event_key, cast(:uid as
            varchar(64)) as pod_uid, cast(:container as varchar(253)) as container,
            cast(:kind as varchar(24)) as kind, cast(:first as timestamp(3) with time
            zone) as first_at, cast(:at as timestamp(3) with time zone) as last_at,
            cast(:total as integer) as total) s on (t.cluster_id = s.cluster_id and
            t.event_key = s.event_key) when matched then update set first_at = s.first_at,
            last_at = s.last_at, total = s.total, container = s.container, kind = s.kind
            when not matched then insert (cluster_id, event_key, pod_uid, container, kind,
            first_at, last_at, total) values (s.cluster_id, s.event_key, s.pod_uid,
            s.container, s.kind, s.first_at, s.last_at, s.total)
            """;

    static final String PROBE_FAILURE =
            """
            merge into history_probe_failure t using (select cast(:cluster as varchar(64))
            as cluster_id, cast(:at as timestamp(3) with time zone) as happened_at,
            cast(:namespace as varchar(253)) as namespace, cast(:workloadKind as
            varchar(63)) as kind, cast(:workload as varchar(253)) as workload, cast(:pod
            as varchar(253)) as pod, cast(:uid as varchar(64)) as pod_uid, cast(:container
            as varchar(253)) as container, cast(:probe as varchar(10)) as probe,
            cast(:from as timestamp(3) with time zone) as from_at, cast(:failures as
            integer) as failures, cast(:message as varchar(1000)) as message,
            cast(:eventKey as varchar(64)) as event_key, cast(:first as timestamp(3) with
            time zone) as series_at, cast(:total as integer) as total, cast(:exact as
            boolean) as exact_count, cast(:standing as varchar(12)) as standing) s on (t.cluster_id
            = s.cluster_id and t.event_key = s.event_key and t.series_at = s.series_at and
            t.total = s.total) when not matched then insert (exact_count, standing,
            cluster_id, happened_at, namespace, kind, workload, pod, pod_uid, container, probe,
            from_at, failures, message, event_key, series_at, total) values
            (s.exact_count, s.standing, s.cluster_id, s.happened_at, s.namespace, s.kind, s.workload, s.pod,
            s.pod_uid, s.container, s.probe, s.from_at, s.failures, s.message,
            s.event_key, s.series_at, s.total)
            """;

    static final String PROBE_FAILURE_ID =
            """
            select id from history_probe_failure where cluster_id = :cluster and event_key
            = :eventKey and series_at = :first and total = :total
            """;

    static final String EXPLAINED_ID =
            """
            select id from history_restart where cluster_id = :cluster and pod_uid = :uid
            and (cast(:container as varchar(253)) is null or container = :container) and
            ended_started_at < :at and case when :kind = 'SANDBOX_CHANGED' then
            began_started_at else ended_finished_at end >= :at and cause in ('unknown',
            'crash', 'completed')
            """;

    static final String BETWEEN_ID =
            """
            select id from history_restart where cluster_id = :cluster and pod_uid = :uid
            and (cast(:container as varchar(253)) is null or container = :container) and
            ended_finished_at > :from and ended_finished_at < :at and cause = 'unknown'
            """;

    static final String RESTART_END =
            """
            select reason, exit_code from history_restart where id = :id
            """;

    static final String EXPLAIN =
            """
            update history_restart set cause = :cause, evidence = :evidence where id = :id
            and cause <> :cause
            """;

    private LedgerSql() {}

    static MapSqlParameterSource row(String clusterId, PodRef pod, WorkloadRef workload) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("namespace", pod.namespace());
        row.addValue("pod", pod.name());
        row.addValue("uid", pod.uid());
        row.addValue("kind", workload.kind());
        row.addValue("workload", workload.name());
        return row;
    }

    static MapSqlParameterSource row(String clusterId, Count count) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("eventKey", count.key());
        row.addValue("uid", count.podUid());
        row.addValue("container", count.container());
        row.addValue("kind", count.kind().name());
        row.addValue("first", Ledger.time(count.firstAt()));
        row.addValue("at", Ledger.time(count.lastAt()));
        row.addValue("total", count.total());
        return row;
    }
}
