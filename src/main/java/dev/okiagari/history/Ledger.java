package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes facts by their natural keys, a transaction a call; writing one twice changes nothing. */
@Component
class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps facts, in their order.
     *
     * @param until when the cluster was last looked at; null leaves what is kept
     * @return what has changed, to be told after commit
     */
    @Transactional
    public Changes write(String clusterId, Collection<Fact> facts, @Nullable Instant until) {
        Changes changes = new Changes();
        if (until != null) {
            observed(clusterId, until);
        }
        facts.forEach(fact -> write(clusterId, fact, changes));
        return changes;
    }

    /** Writes without a change: a database that takes this is there. */
    @Transactional
    public void touch(String clusterId) {
        jdbc.sql("update history_observed set until_at = until_at where cluster_id = :cluster")
                .param("cluster", clusterId)
                .update();
    }

    private void observed(String clusterId, Instant until) {
        jdbc.sql(LedgerSql.OBSERVED).param("cluster", clusterId).param("at", time(until)).update();
    }

    private void write(String clusterId, Fact fact, Changes changes) {
        switch (fact) {
            case Fact.PodSeen seen -> pod(clusterId, seen.pod());
            case Fact.RunSeen seen -> run(clusterId, seen, changes);
            case Fact.RestartSeen seen -> restart(clusterId, seen, changes);
            case Fact.ReplacementSeen seen -> replacement(clusterId, seen, changes);
            case Fact.SuccessorReady ready -> successorReady(clusterId, ready, changes);
            case Fact.GapSeen seen -> gap(clusterId, seen, changes);
            case Fact.Counted counted -> count(clusterId, counted.count());
            case Fact.ProbeFailed failed -> probeFailed(clusterId, failed, changes);
            case Fact.Explained explained -> explain(clusterId, explained, changes);
            case Fact.RolloutSeen seen -> RolloutSql.write(jdbc, clusterId, seen.rollout());
        }
    }

    private void pod(String clusterId, KnownPod pod) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("uid", pod.ref().uid());
        row.addValue("namespace", pod.ref().namespace());
        row.addValue("pod", pod.ref().name());
        row.addValue("kind", pod.workload().kind());
        row.addValue("workload", pod.workload().name());
        row.addValue("created", time(pod.createdAt()));
        row.addValue("ended", time(pod.endedAt()));
        row.addValue("cause", pod.endCause() == null ? null : pod.endCause().text());
        row.addValue("gone", pod.gone());
        row.addValue("replaced", pod.replaced());
        row.addValue("successor", pod.successor());
        row.addValue("settled", pod.settled());
        row.addValue("revision", StoredText.fitOrNull(pod.revision(), 253));
        jdbc.sql(LedgerSql.POD).paramSource(row).update();
    }

    private void run(String clusterId, Fact.RunSeen seen, Changes changes) {
        KnownRun run = seen.run();
        MapSqlParameterSource row = LedgerSql.row(clusterId, seen.pod(), seen.workload());
        row.addValue("container", run.container());
        row.addValue("life", run.life());
        row.addValue("count", run.restartCount());
        row.addValue("at", time(run.startedAt() == null ? seen.at() : run.startedAt()));
        row.addValue("id", run.containerId());
        row.addValue("started", time(run.startedAt()));
        row.addValue("ready", time(run.readyAt()));
        row.addValue("finished", time(run.finishedAt()));
        row.addValue("exit", run.exitCode());
        row.addValue("reason", StoredText.fitOrNull(run.reason(), 100));
        row.addValue("message", StoredText.fitOrNull(run.message(), StoredText.MESSAGE));
        row.addValue("settled", run.settled());
        row.addValue("version", StoredText.fit(seen.version(), 64));
        jdbc.sql(LedgerSql.RUN).paramSource(row).update();
        if (run.hasEnded()) {
            changes.ended.add(new Errand(clusterId, seen.pod(), run, false));
        }
        if (seen.newest()) {
            jdbc.sql(LedgerSql.CONTAINER).paramSource(row).update();
        }
        if (seen.becameReady() && run.readyAt() != null) {
            jdbc.sql(LedgerSql.RESTART_READY).paramSource(row).update();
            changes.restarts.addAll(ids(LedgerSql.RESTART_ID, row));
        }
    }

    private void restart(String clusterId, Fact.RestartSeen seen, Changes changes) {
        KnownRun began = seen.began();
        KnownRun ended = seen.ended();
        MapSqlParameterSource row = LedgerSql.row(clusterId, seen.pod(), seen.workload());
        row.addValue("container", began.container());
        row.addValue("life", began.life());
        row.addValue("count", began.restartCount());
        row.addValue("at", time(began.startedAt() == null ? seen.seenAt() : began.startedAt()));
        row.addValue("cause", seen.explanation().cause().text());
        row.addValue("evidence", StoredText.of(seen.explanation().evidence()));
        row.addValue("exit", ended == null ? null : ended.exitCode());
        row.addValue("reason", ended == null ? null : StoredText.fitOrNull(ended.reason(), 100));
        row.addValue("endedId", ended == null ? null : ended.containerId());
        row.addValue("endedStarted", ended == null ? null : time(ended.startedAt()));
        row.addValue("endedFinished", ended == null ? null : time(ended.finishedAt()));
        row.addValue("beganId", began.containerId());
        row.addValue("beganStarted", time(began.startedAt()));
        row.addValue("beganReady", time(began.readyAt()));
        row.addValue("seen", time(seen.seenAt()));
        if (jdbc.sql(LedgerSql.RESTART).paramSource(row).update() > 0) {
            changes.restarts.addAll(ids(LedgerSql.RESTART_ID, row));
        }
    }

    private void replacement(String clusterId, Fact.ReplacementSeen seen, Changes changes) {
        KnownPod ended = seen.ended();
        KnownPod began = seen.began();
        MapSqlParameterSource row = LedgerSql.row(clusterId, ended.ref(), ended.workload());
        row.addValue("cause", seen.cause().text());
        row.addValue("evidence", StoredText.of(seen.evidence()));
        row.addValue("ended", time(ended.endedAt()));
        row.addValue("beganPod", began.ref().name());
        row.addValue("beganUid", began.ref().uid());
        row.addValue("created", time(began.createdAt()));
        row.addValue("at", time(began.createdAt()));
        if (jdbc.sql(LedgerSql.REPLACEMENT).paramSource(row).update() > 0) {
            changes.replacements.addAll(ids(LedgerSql.REPLACEMENT_ID, row));
        }
    }

    private void successorReady(String clusterId, Fact.SuccessorReady ready, Changes changes) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("uid", ready.pod().uid());
        row.addValue("ready", time(ready.at()));
        jdbc.sql(LedgerSql.SUCCESSOR_READY).paramSource(row).update();
        changes.replacements.addAll(ids(LedgerSql.SUCCESSOR_ID, row));
    }

    private void gap(String clusterId, Fact.GapSeen gap, Changes changes) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("key", StoredText.fit(gap.key(), 400));
        row.addValue("from", time(gap.from()));
        row.addValue("at", time(gap.to()));
        row.addValue("namespace", gap.scope().namespace());
        row.addValue("pod", gap.scope().pod());
        row.addValue("uid", gap.scope().podUid());
        row.addValue("container", gap.scope().container());
        row.addValue("reason", gap.reason().text());
        row.addValue("missed", gap.missed());
        row.addValue("text", StoredText.of(gap.text()));
        if (jdbc.sql(LedgerSql.GAP).paramSource(row).update() > 0) {
            changes.gaps.addAll(ids(LedgerSql.GAP_ID, row));
        }
    }

    private void count(String clusterId, Count count) {
        jdbc.sql(LedgerSql.COUNT).paramSource(LedgerSql.row(clusterId, count)).update();
    }

    private void probeFailed(String clusterId, Fact.ProbeFailed failed, Changes changes) {
        MapSqlParameterSource row = LedgerSql.row(clusterId, failed.count());
        ProbeType probe = failed.probe();
        var workload = failed.workload();
        row.addValue("namespace", failed.event().namespace());
        row.addValue("pod", failed.event().involvedName());
        row.addValue("workloadKind", workload == null ? null : workload.kind());
        row.addValue("workload", workload == null ? null : workload.name());
        row.addValue("probe", probe.name().toLowerCase(Locale.ROOT));
        row.addValue("from", time(failed.from()));
        row.addValue("failures", failed.failures());
        row.addValue("message", StoredText.fit(failed.event().message(), StoredText.LONG));
        if (jdbc.sql(LedgerSql.PROBE_FAILURE).paramSource(row).update() > 0) {
            changes.probeFailures.addAll(ids(LedgerSql.PROBE_FAILURE_ID, row));
        }
    }

    /** The restart that the event speaks of may have been recorded before it was told. */
    private void explain(String clusterId, Fact.Explained explained, Changes changes) {
        MapSqlParameterSource row = LedgerSql.row(clusterId, explained.count());
        row.addValue("cause", explained.explanation().cause().text());
        row.addValue("evidence", StoredText.of(explained.explanation().evidence()));
        row.addValue("from", time(explained.from()));
        List<Long> found = new ArrayList<>(ids(LedgerSql.EXPLAINED_ID, row));
        List<Long> between = ids(LedgerSql.BETWEEN_ID, row);
        // each kill ends one run: as many as the count grew by, and no one of them can be another's
        if (explained.grown() > 1 && between.size() == explained.grown() - 1) {
            found.addAll(between);
        }
        for (Long id : found) {
            row.addValue("id", id);
            if (jdbc.sql(LedgerSql.EXPLAIN).paramSource(row).update() > 0) {
                changes.restarts.add(id);
            }
        }
    }

    private List<Long> ids(String sql, MapSqlParameterSource row) {
        return jdbc.sql(sql).paramSource(row).query((found, index) -> found.getLong(1)).list();
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null
                ? null
                : instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
