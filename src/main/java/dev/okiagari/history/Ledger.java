package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.replica.Office;
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
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes facts by their natural keys, a transaction a call; writing one twice changes nothing. */
@Component
class Ledger {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Office office;

    Ledger(JdbcClient jdbc, NamedParameterJdbcOperations batches, Office office) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.office = office;
    }

    /**
     * Keeps facts: those that go into one table in their order, a round trip for each table.
     *
     * @param until when the cluster was last looked at; null leaves what is kept
     * @return what has changed, to be told after commit
     */
    @Transactional
    public Changes write(String clusterId, Collection<Fact> facts, @Nullable Instant until) {
        office.hold();
        Changes changes = new Changes();
        if (until != null) {
            observed(clusterId, until);
        }
        Sheets sheets = new Sheets();
        facts.forEach(fact -> write(clusterId, fact, sheets));
        changes.ended.addAll(ended(clusterId, facts));
        sheets.write(jdbc, batches, changes);
        facts.stream()
                .filter(Fact.Explained.class::isInstance)
                .map(Fact.Explained.class::cast)
                .forEach(explained -> explain(clusterId, explained, changes));
        return changes;
    }

    /** Writes without a change: a database that takes this is there. */
    @Transactional
    public void touch(String clusterId) {
        office.hold();
        jdbc.sql("update history_observed set until_at = until_at where cluster_id = :cluster")
                .param("cluster", clusterId)
                .update();
    }

    private void observed(String clusterId, Instant until) {
        jdbc.sql(LedgerSql.OBSERVED).param("cluster", clusterId).param("at", time(until)).update();
    }

    private void write(String clusterId, Fact fact, Sheets sheets) {
        switch (fact) {
            case Fact.PodSeen seen -> pod(clusterId, seen.pod(), sheets);
            case Fact.RunSeen seen -> run(clusterId, seen, sheets);
            case Fact.RestartSeen seen -> restart(clusterId, seen, sheets);
            case Fact.ReplacementSeen seen -> replacement(clusterId, seen, sheets);
            case Fact.SuccessorReady ready -> successorReady(clusterId, ready, sheets);
            case Fact.GapSeen seen -> gap(clusterId, seen, sheets);
            case Fact.Counted counted ->
                    sheets.add(Sheet.COUNT, LedgerSql.row(clusterId, counted.count()));
            case Fact.ProbeFailed failed -> probeFailed(clusterId, failed, sheets);
            case Fact.ProbeCounted counted ->
                    sheets.add(Sheet.PROBE_FAILURE, MeterSql.row(clusterId, counted));
            case Fact.Metered metered ->
                    sheets.add(Sheet.METERED, MeterSql.row(clusterId, metered));
            case Fact.Totalled totalled ->
                    sheets.add(Sheet.PROBE_TOTAL, MeterSql.row(clusterId, totalled));
            case Fact.NodeLooked looked ->
                    sheets.add(Sheet.PROBE_NODE, MeterSql.row(clusterId, looked));
            case Fact.Reconciled reconciled ->
                    sheets.add(Sheet.RECONCILED, MeterSql.row(clusterId, reconciled));
            case Fact.RolloutSeen seen -> RolloutSql.write(jdbc, clusterId, seen.rollout());
            // last, when the restart that it speaks of is there
            case Fact.Explained _ -> {}
        }
    }

    private static List<Errand> ended(String clusterId, Collection<Fact> facts) {
        return facts.stream()
                .filter(Fact.RunSeen.class::isInstance)
                .map(Fact.RunSeen.class::cast)
                .filter(seen -> seen.run().hasEnded())
                .map(seen -> new Errand(clusterId, seen.pod(), seen.run(), false))
                .toList();
    }

    private void pod(String clusterId, KnownPod pod, Sheets sheets) {
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
        sheets.add(Sheet.POD, row);
    }

    private void run(String clusterId, Fact.RunSeen seen, Sheets sheets) {
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
        sheets.add(Sheet.RUN, row);
        if (seen.newest()) {
            sheets.add(Sheet.CONTAINER, row);
        }
        if (seen.becameReady() && run.readyAt() != null) {
            sheets.add(Sheet.RESTART_READY, row);
        }
    }

    private void restart(String clusterId, Fact.RestartSeen seen, Sheets sheets) {
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
        sheets.add(Sheet.RESTART, row);
    }

    private void replacement(String clusterId, Fact.ReplacementSeen seen, Sheets sheets) {
        KnownPod ended = seen.ended();
        KnownPod began = seen.began();
        MapSqlParameterSource row = LedgerSql.row(clusterId, ended.ref(), ended.workload());
        row.addValue("cause", seen.cause().text());
        row.addValue("evidence", StoredText.of(seen.evidence()));
        row.addValue("ended", time(ended.endedAt()));
        Instant created = began == null ? null : began.createdAt();
        row.addValue("beganPod", began == null ? null : began.ref().name());
        row.addValue("beganUid", began == null ? null : began.ref().uid());
        row.addValue("created", time(created));
        row.addValue("at", time(created == null ? ended.endedAt() : created));
        sheets.add(Sheet.REPLACEMENT, row);
    }

    private void successorReady(String clusterId, Fact.SuccessorReady ready, Sheets sheets) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", clusterId);
        row.addValue("uid", ready.pod().uid());
        row.addValue("ready", time(ready.at()));
        sheets.add(Sheet.SUCCESSOR_READY, row);
    }

    private void gap(String clusterId, Fact.GapSeen gap, Sheets sheets) {
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
        sheets.add(Sheet.GAP, row);
    }

    private void probeFailed(String clusterId, Fact.ProbeFailed failed, Sheets sheets) {
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
        row.addValue("exact", false);
        row.addValue("standing", Standing.of(failed.count().kind().isErrored()).text());
        row.addValue("message", StoredText.fit(failed.event().message(), StoredText.LONG));
        sheets.add(Sheet.PROBE_FAILURE, row);
    }

    /** The restart that the event speaks of may have been recorded before it was told. */
    private void explain(String clusterId, Fact.Explained explained, Changes changes) {
        MapSqlParameterSource row = LedgerSql.row(clusterId, explained.count());
        row.addValue("from", time(explained.from()));
        List<Long> found = new ArrayList<>(ids(LedgerSql.EXPLAINED_ID, row));
        List<Long> between = ids(LedgerSql.BETWEEN_ID, row);
        // each kill ends one run: as many as the count grew by, and no one of them can be another's
        if (explained.grown() > 1 && between.size() == explained.grown() - 1) {
            found.addAll(between);
        }
        for (Long id : found) {
            row.addValue("id", id);
            Explanation late = Causes.late(explained, wasLost(id));
            row.addValue("cause", late.cause().text());
            row.addValue("evidence", StoredText.of(late.evidence()));
            if (jdbc.sql(LedgerSql.EXPLAIN).paramSource(row).update() > 0) {
                changes.restarts.add(id);
            }
        }
    }

    private boolean wasLost(Long id) {
        return jdbc.sql(LedgerSql.RESTART_END)
                .param("id", id)
                .query((end, index) ->
                        Causes.isLost(
                                end.getString("reason"), end.getObject("exit_code", Integer.class)))
                .single();
    }

    private List<Long> ids(String sql, MapSqlParameterSource row) {
        return Sheets.ids(jdbc, sql, row);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null
                ? null
                : instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
