package dev.okiagari.history;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the history, to be emptied between tests. */
final class HistoryTables {

    private final JdbcClient jdbc;

    HistoryTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void empty() {
        for (String table :
                List.of(
                        "observed",
                        "pod",
                        "container",
                        "run",
                        "restart",
                        "replacement",
                        "probe_failure",
                        "event_count",
                        "probe_node",
                        "probe_total",
                        "gap",
                        "rollout",
                        "claim")) {
            jdbc.sql("delete from history_" + table).update();
        }
    }
}
