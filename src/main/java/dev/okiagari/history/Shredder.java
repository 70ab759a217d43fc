package dev.okiagari.history;

import dev.okiagari.replica.Office;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes rows, a few a transaction. */
@Component
class Shredder {

    private static final int SOME = 500;

    private final JdbcClient jdbc;
    private final Office office;

    Shredder(JdbcClient jdbc, Office office) {
        this.jdbc = jdbc;
        this.office = office;
    }

    /**
     * How far one went through a shelf, the oldest first.
     *
     * @param before what is older is to go
     * @param at the time of the last row that was looked at
     * @param id of that row
     */
    record Page(Instant before, Instant at, long id, boolean last) {

        static Page first(Instant before) {
            return new Page(before, Instant.EPOCH, -1, false);
        }
    }

    private record Found(Instant at, long id, boolean needed) {}

    List<String> clusters() {
        return jdbc.sql("select cluster_id from history_observed")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /** What is older than this is to go: by its age, or because so many are newer. */
    Instant bound(String cluster, Shelf shelf, Instant before, int most) {
        return jdbc.sql(
                        "select happened_at from "
                                + shelf.table
                                + " where cluster_id = :cluster order by happened_at desc, id desc"
                                + " offset :most rows fetch first 1 row only")
                .param("cluster", cluster)
                .param("most", most - 1)
                .query((row, index) -> instant(row))
                .optional()
                .filter(oldestKept -> oldestKept.isAfter(before))
                .orElse(before);
    }

    /** Deletes the next few. */
    @Transactional
    public Page shred(String cluster, Shelf shelf, Page page) {
        office.hold();
        List<Found> found = found(cluster, shelf, page);
        List<Long> due = found.stream().filter(row -> !row.needed()).map(Found::id).toList();
        if (!due.isEmpty()) {
            jdbc.sql("delete from " + shelf.table + " where id in (:ids)")
                    .param("ids", due)
                    .update();
        }
        if (found.size() < SOME) {
            return new Page(page.before(), page.at(), page.id(), true);
        }
        Found last = found.getLast();
        return new Page(page.before(), last.at(), last.id(), false);
    }

    private List<Found> found(String cluster, Shelf shelf, Page page) {
        return jdbc.sql(
                        "select t.id, t.happened_at, case when "
                                + shelf.needed()
                                + " then 1 else 0 end as needed from "
                                + shelf.table
                                + """
                                 t where t.cluster_id = :cluster and t.happened_at < :before
                                  and t.happened_at >= :at
                                  and (t.happened_at > :at or t.id > :id)
                                order by t.happened_at, t.id fetch first :some rows only
                                """)
                .param("cluster", cluster)
                .param("before", Ledger.time(page.before()))
                .param("at", Ledger.time(page.at()))
                .param("id", page.id())
                .param("some", SOME)
                .query((row, index) ->
                        new Found(instant(row), row.getLong("id"), row.getInt("needed") == 1))
                .list();
    }

    /**
     * Forgets some pods that have been gone for that long, with all that was only kept to go on
     * from; false when there are no more.
     */
    @Transactional
    public boolean forgetPods(String cluster, Instant before) {
        office.hold();
        List<String> uids =
                jdbc.sql(
                                """
                                select pod_uid from history_pod
                                where cluster_id = :cluster and gone = true and ended_at < :before
                                order by ended_at fetch first :some rows only
                                """)
                        .param("cluster", cluster)
                        .param("before", Ledger.time(before))
                        .param("some", SOME)
                        .query((row, index) -> row.getString(1))
                        .list();
        if (!uids.isEmpty()) {
            for (String table :
                    List.of(
                            "history_container",
                            "history_event_count",
                            "history_probe_total",
                            "history_claim",
                            "history_pod")) {
                jdbc.sql(
                                "delete from "
                                        + table
                                        + " where cluster_id = :cluster and pod_uid in (:uids)")
                        .param("cluster", cluster)
                        .param("uids", uids)
                        .update();
            }
        }
        return uids.size() == SOME;
    }

    /** Forgets how far some events were heard that nobody has told of for that long. */
    @Transactional
    public boolean forgetCounts(String cluster, Instant before) {
        office.hold();
        int forgotten =
                jdbc.sql(
                                """
                                delete from history_event_count
                                where cluster_id = :cluster and event_key in (
                                  select c.event_key from history_event_count c
                                  where c.cluster_id = :cluster and c.last_at < :before
                                  order by c.last_at fetch first :some rows only)
                                """)
                        .param("cluster", cluster)
                        .param("before", Ledger.time(before))
                        .param("some", SOME)
                        .update();
        return forgotten == SOME;
    }

    /** Forgets nodes that nobody has looked at for that long. */
    @Transactional
    public void forgetNodes(String cluster, Instant before) {
        office.hold();
        jdbc.sql(
                        """
                        delete from history_probe_node
                        where cluster_id = :cluster and looked_at < :before
                        """)
                .param("cluster", cluster)
                .param("before", Ledger.time(before))
                .update();
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("happened_at", OffsetDateTime.class).toInstant();
    }
}
