package dev.okiagari.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the API has to tell of the rows of a table, and the columns that it comes from. */
enum KeptAs {
    RESTARTS(
            "/api/restarts",
            "podUid container restartCount cause exitCode reason experimentId",
            "pod_uid, container, restart_count, cause, exit_code, reason, experiment_id",
            "history_shown_restart"),
    RUNS_OF_RESTARTS(
            "/api/restarts",
            "ended.containerId ended.finishedAt began.containerId began.startedAt",
            "ended_container_id, ended_finished_at, began_container_id, began_started_at",
            "history_shown_restart"),
    REPLACEMENTS(
            "/api/replacements",
            "workload.name cause ended.podUid ended.at began.podUid experimentId",
            "workload, cause, ended_pod_uid, ended_at, began_pod_uid, experiment_id",
            "history_shown_replacement"),
    RUNS(
            "/api/runs",
            "podUid container containerId startedAt",
            "pod_uid, container, container_id, started_at",
            "history_run"),
    RUNS_THAT_ENDED(
            "/api/runs",
            "containerId finishedAt exitCode reason message",
            "container_id, finished_at, exit_code, reason, message",
            "history_run where finished_at is not null"),
    ROLLOUTS(
            "/api/rollouts",
            "workload.name revision from",
            "workload, revision, happened_at",
            "history_rollout"),
    PROBE_FAILURES(
            "/api/probe-failures",
            "podUid container probe from to count message",
            "pod_uid, container, probe, from_at, happened_at, failures, message",
            "history_probe_failure"),
    GAPS(
            "/api/gaps",
            "from to reason missed",
            "from_at, happened_at, reason, missed",
            "history_gap"),
    AUDIT(
            "/api/audit",
            "at user address action target result",
            "happened_at, username, address, action, target, result",
            "audit"),
    EXPERIMENTS(
            "/api/experiments",
            "id target.pod target.container requestedAt",
            "id, pod, container, requested_at",
            "experiment"),
    VERDICTS(
            "/api/experiments",
            "id state verdict.outcome",
            "id, lower(state), replace(lower(outcome), '_', '-')",
            "experiment where state in ('FINISHED', 'INTERRUPTED')"),
    PROBE_CHANGES(
            "/api/probe-changes",
            "id target.workload.name target.container type",
            "id, workload_name, container, lower(probe)",
            "probe_change where state <> 'rehearsed'"),
    PROOFS("/api/proofs", "id target.workload.name", "id, workload_name", "proof");

    private static final Map<String, Integer> ALL = Map.of("limit", 200);

    /** As the API has them. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String path;
    private final List<String> fields;
    private final String columns;
    private final String rows;

    KeptAs(String path, String fields, String columns, String rows) {
        this.path = path;
        this.fields = List.of(fields.split(" ", -1));
        this.columns = columns;
        this.rows = rows;
    }

    /** None where there was no such table yet. */
    Set<List<String>> kept(JdbcClient jdbc) {
        if (!exists(jdbc)) {
            return Set.of();
        }
        return new HashSet<>(
                jdbc.sql("select %s from %s".formatted(columns, rows))
                        .query((row, _) -> values(row))
                        .list());
    }

    private boolean exists(JdbcClient jdbc) {
        return jdbc.sql(
                                """
                                select count(*) from information_schema.tables
                                where table_schema = current_schema and lower(table_name) = :table
                                """)
                        .param("table", rows.split(" ", 2)[0])
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private List<String> values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= fields.size(); i++) {
            values.add(text(row.getObject(i)));
        }
        return List.copyOf(values);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Timestamp time -> TIME.format(time.toInstant());
            case OffsetDateTime time -> TIME.format(time.toInstant());
            default -> value.toString();
        };
    }

    Set<List<String>> told(Api api) {
        return api.list(path, ALL).stream()
                .map(item -> fields.stream().map(field -> text(item, field)).toList())
                .collect(Collectors.toSet());
    }

    private static String text(JsonNode item, String field) {
        JsonNode value = item.at("/" + field.replace('.', '/'));
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
