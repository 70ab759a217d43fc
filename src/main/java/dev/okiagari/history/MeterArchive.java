package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads how far the counters of a cluster were read. */
final class MeterArchive {

    private final JdbcClient jdbc;

    MeterArchive(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A node at which nobody looked for long while Okiagari ran is looked at as if for the first
     * time: what events told meanwhile stands.
     *
     * @param observed until when Okiagari ran before
     */
    Meters load(String clusterId, @Nullable Instant observed, Instant now) {
        Meters meters = new Meters();
        Instant latest = observed == null ? now : observed;
        nodes(meters, clusterId, latest.minus(Meter.HORIZON));
        counted(meters, clusterId);
        totals(meters, clusterId);
        heard(meters, clusterId, now.minus(Meter.HORIZON));
        return meters;
    }

    private void nodes(Meters meters, String clusterId, Instant since) {
        jdbc.sql(
                        """
                        select node, started_at, looked_at from history_probe_node
                        where cluster_id = :cluster and looked_at > :since
                        """)
                .param("cluster", clusterId)
                .param("since", Ledger.time(since))
                .query(row -> {
                    meters.resume(
                            new NodeLook(
                                    row.getString("node"),
                                    Columns.time(row, "started_at"),
                                    Columns.some(row, "looked_at")));
                });
    }

    private void counted(Meters meters, String clusterId) {
        jdbc.sql(
                        """
                        select pod_uid, probes_counted_at from history_pod
                        where cluster_id = :cluster and gone = false
                          and probes_counted_at is not null
                        """)
                .param("cluster", clusterId)
                .query(row -> {
                    meters.of(row.getString("pod_uid"))
                            .resume(Columns.some(row, "probes_counted_at"));
                });
    }

    private void totals(Meters meters, String clusterId) {
        jdbc.sql(
                        """
                        select t.* from history_probe_total t
                        join history_pod p on p.cluster_id = t.cluster_id
                          and p.pod_uid = t.pod_uid and p.gone = false
                        where t.cluster_id = :cluster
                        """)
                .param("cluster", clusterId)
                .query(row -> {
                    meters.of(row.getString("pod_uid"))
                            .resume(
                                    new ProbeKey(row.getString("container"), probe(row)),
                                    new Total(
                                            Columns.some(row, "born_at"),
                                            row.getLong("failed"),
                                            row.getLong("undecided")));
                });
    }

    private void heard(Meters meters, String clusterId, Instant since) {
        jdbc.sql(
                        """
                        select * from history_probe_failure
                        where cluster_id = :cluster and happened_at > :since
                          and exact_count = false and standing = 'counted'
                          and event_key not like 'counter-%'
                        order by happened_at, id
                        """)
                .param("cluster", clusterId)
                .param("since", Ledger.time(since))
                .query(row -> {
                    meters.of(row.getString("pod_uid")).hear(heard(row));
                });
    }

    private static Heard heard(ResultSet row) throws SQLException {
        return new Heard(
                row.getString("pod_uid"),
                row.getString("container"),
                probe(row),
                Columns.some(row, "from_at"),
                Columns.some(row, "happened_at"),
                row.getInt("failures"),
                row.getString("message"),
                row.getString("event_key"),
                Columns.some(row, "series_at"),
                row.getInt("total"));
    }

    private static ProbeType probe(ResultSet row) throws SQLException {
        return ProbeType.valueOf(row.getString("probe").toUpperCase(Locale.ROOT));
    }
}
