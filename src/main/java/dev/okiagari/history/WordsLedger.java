package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.replica.Office;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what runs wrote last, or why that is not known. What is kept once stays. */
@Component
class WordsLedger {

    private static final String RUN =
            """
            cluster_id = :cluster and pod_uid = :uid and container = :container and life = :life
            and restart_count = :count and log is null and log_note is null
            """;
    private static final String UNTOLD =
            """
            select r.* from history_pod p
            join history_container c on c.cluster_id = p.cluster_id and c.pod_uid = p.pod_uid
            join history_run r on r.cluster_id = c.cluster_id and r.pod_uid = c.pod_uid
              and r.container = c.container and r.life = c.life
              and r.restart_count in (c.restart_count, c.restart_count - 1)
            where p.cluster_id = :cluster and p.gone = false and r.finished_at > :since
              and r.log is null and r.log_note is null
            order by r.finished_at desc fetch first :most rows only
            """;

    private final JdbcClient jdbc;
    private final Office office;

    WordsLedger(JdbcClient jdbc, Office office) {
        this.jdbc = jdbc;
        this.office = office;
    }

    /** Whether nothing is kept of it yet. */
    boolean isWanted(Errand errand) {
        return jdbc.sql("select count(*) from history_run where " + RUN)
                        .paramSource(row(errand))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All of it in one transaction. */
    @Transactional
    public void keep(Collection<Words> all) {
        office.hold();
        all.forEach(words -> {
            switch (words) {
                case Words.Text(Errand errand, String text) -> update("log", text, errand);
                case Words.Note(Errand errand, Message reason) ->
                        update("log_note", StoredText.of(reason), errand);
            }
        });
    }

    private void update(String column, String text, Errand errand) {
        jdbc.sql("update history_run set " + column + " = :text where " + RUN)
                .paramSource(row(errand).addValue("text", text))
                .update();
    }

    /** Runs of pods that are still there, of whose last words nothing is said, the newest first. */
    List<Errand> untold(String clusterId, Instant since, int most) {
        return jdbc.sql(UNTOLD)
                .param("cluster", clusterId)
                .param("since", Ledger.time(since))
                .param("most", most)
                .query((row, index) ->
                        new Errand(
                                clusterId,
                                new PodRef(
                                        row.getString("namespace"),
                                        row.getString("pod"),
                                        row.getString("pod_uid")),
                                run(row),
                                false))
                .list();
    }

    private static KnownRun run(ResultSet row) throws SQLException {
        return new KnownRun(
                row.getString("container"),
                row.getInt("life"),
                row.getInt("restart_count"),
                row.getString("container_id"),
                Columns.time(row, "started_at"),
                null,
                Columns.time(row, "finished_at"),
                row.getObject("exit_code", Integer.class),
                row.getString("reason"),
                null,
                true);
    }

    private static MapSqlParameterSource row(Errand errand) {
        MapSqlParameterSource row = new MapSqlParameterSource("cluster", errand.clusterId());
        row.addValue("uid", errand.pod().uid());
        row.addValue("container", errand.run().container());
        row.addValue("life", errand.run().life());
        row.addValue("count", errand.run().restartCount());
        return row;
    }
}
