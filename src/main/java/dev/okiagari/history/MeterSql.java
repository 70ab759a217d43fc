package dev.okiagari.history;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What the {@link Ledger} says of counters: H2 and PostgreSQL 15 or later understand it alike. */
final class MeterSql {

    static final String METERED =
            """
            update history_pod set probes_counted_at = :since where cluster_id = :cluster and
            pod_uid = :uid
            """;

    static final String TOTAL =
            """
            merge into history_probe_total t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:uid as varchar(64)) as pod_uid, cast(:container as varchar(253))
            as container, cast(:probe as varchar(10)) as probe, cast(:born as timestamp(3) with
            time zone) as born_at, cast(:failed as bigint) as failed, cast(:unknown as bigint)
            as undecided) s on (t.cluster_id = s.cluster_id and t.pod_uid = s.pod_uid and
            t.container = s.container and t.probe = s.probe) when matched then update set
            born_at = s.born_at, failed = s.failed, undecided = s.undecided when not matched then
            insert (cluster_id, pod_uid, container, probe, born_at, failed, undecided) values
            (s.cluster_id, s.pod_uid, s.container, s.probe, s.born_at, s.failed, s.undecided)
            """;

    static final String NODE =
            """
            merge into history_probe_node t using (select cast(:cluster as varchar(64)) as
            cluster_id, cast(:node as varchar(253)) as node, cast(:started as timestamp(3) with
            time zone) as started_at, cast(:at as timestamp(3) with time zone) as looked_at) s
            on (t.cluster_id = s.cluster_id and t.node = s.node) when matched then update set
            started_at = s.started_at, looked_at = s.looked_at when not matched then insert
            (cluster_id, node, started_at, looked_at) values (s.cluster_id, s.node,
            s.started_at, s.looked_at)
            """;

    static final String RECONCILED =
            """
            update history_probe_failure set standing = cast(:standing as varchar(12)), failures
            = cast(:failures as integer), happened_at = cast(:at as timestamp(3) with time zone)
            where cluster_id = :cluster and event_key = :eventKey and series_at = :first and
            total = :total
            """;

    private MeterSql() {}

    static MapSqlParameterSource row(String clusterId, Fact.ProbeCounted counted) {
        MapSqlParameterSource row = LedgerSql.row(clusterId, counted.pod(), counted.workload());
        row.addValue("workloadKind", counted.workload().kind());
        row.addValue("container", counted.key().container());
        row.addValue("probe", counted.key().probeText());
        row.addValue("from", Ledger.time(counted.from()));
        row.addValue("at", Ledger.time(counted.to()));
        row.addValue("failures", counted.failures());
        row.addValue("exact", counted.exact());
        row.addValue("standing", Standing.of(counted.discarded()).text());
        row.addValue("message", StoredText.fit(counted.message(), StoredText.LONG));
        row.addValue("eventKey", series(counted));
        row.addValue("first", Ledger.time(counted.total().bornAt()));
        row.addValue("total", (int) Math.min(Integer.MAX_VALUE, read(counted)));
        return row;
    }

    static MapSqlParameterSource row(String clusterId, Fact.Metered metered) {
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("uid", metered.pod().uid())
                .addValue("since", Ledger.time(metered.since()));
    }

    static MapSqlParameterSource row(String clusterId, Fact.Totalled totalled) {
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("uid", totalled.pod().uid())
                .addValue("container", totalled.key().container())
                .addValue("probe", totalled.key().probeText())
                .addValue("born", Ledger.time(totalled.total().bornAt()))
                .addValue("failed", totalled.total().failed())
                .addValue("unknown", totalled.total().unknown());
    }

    static MapSqlParameterSource row(String clusterId, Fact.NodeLooked looked) {
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("node", StoredText.fit(looked.look().node(), 253))
                .addValue("started", Ledger.time(looked.look().startedAt()))
                .addValue("at", Ledger.time(looked.look().at()));
    }

    static MapSqlParameterSource row(String clusterId, Fact.Reconciled reconciled) {
        Heard heard = reconciled.heard();
        boolean nothing = reconciled.left() == 0;
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("eventKey", heard.eventKey())
                .addValue("first", Ledger.time(heard.seriesAt()))
                .addValue("total", heard.total())
                .addValue("standing", (nothing ? Standing.SUPERSEDED : Standing.COUNTED).text())
                .addValue("failures", nothing ? heard.failures() : reconciled.left())
                .addValue("at", Ledger.time(nothing ? heard.to() : reconciled.until()));
    }

    private static long read(Fact.ProbeCounted counted) {
        return counted.discarded() ? counted.total().unknown() : counted.total().failed();
    }

    /** In the place of an event's key, and like none. */
    private static String series(Fact.ProbeCounted counted) {
        String name =
                String.join(
                        "\n",
                        Standing.of(counted.discarded()).text(),
                        counted.pod().uid(),
                        counted.key().container(),
                        counted.key().probeText());
        return "counter-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
