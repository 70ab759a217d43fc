package dev.okiagari.browser;

import dev.okiagari.history.RestartCause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A history that is written to be shown, and read in as a file of the history is. */
final class StagedPast {

    private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(
                "pod",
                words(
                        "pod_uid namespace pod kind workload created_at ended_at gone replaced"
                                + " successor settled"));
        COLUMNS.put("container", words("pod_uid container life restart_count settled version"));
        COLUMNS.put(
                "run",
                words(
                        "happened_at namespace kind workload pod pod_uid container life"
                                + " restart_count container_id started_at ready_at finished_at"
                                + " exit_code reason"));
        COLUMNS.put(
                "restart",
                words(
                        "happened_at namespace kind workload pod pod_uid container life"
                                + " restart_count cause evidence exit_code reason"
                                + " ended_container_id ended_finished_at began_container_id"
                                + " began_started_at began_ready_at seen_at"));
        COLUMNS.put("rollout", words("happened_at namespace kind workload revision to_at state"));
        COLUMNS.put(
                "replacement",
                words(
                        "happened_at namespace kind workload cause ended_pod ended_pod_uid ended_at"
                                + " began_pod began_pod_uid began_created_at began_ready_at"));
        COLUMNS.put(
                "probe-failure",
                words(
                        "happened_at namespace kind workload pod pod_uid container probe from_at"
                                + " failures exact_count message event_key series_at total"));
        COLUMNS.put("gap", words("happened_at natural_key from_at reason missed explanation"));
    }

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final String namespace;

    StagedPast(String namespace) {
        this.namespace = namespace;
    }

    /** A pod of a Deployment. */
    record Pod(String workload, String name, Instant from, @Nullable Instant to) {}

    /**
     * An end of a run, and what followed.
     *
     * @param readyAfter seconds from the end of the old run to the readiness of the new one; null
     *     where it never was
     */
    record Stop(Instant at, RestartCause cause, int downFor, @Nullable Integer readyAfter) {}

    /** A pod with its container and all its runs. */
    void pod(Pod pod, String container, List<Stop> stops) {
        row(
                "pod",
                uid(pod),
                namespace,
                pod.name(),
                "Deployment",
                pod.workload(),
                pod.from(),
                pod.to(),
                pod.to() != null,
                false,
                false,
                true);
        row("container", uid(pod), container, 0, stops.size(), true, "1");
        Instant started = pod.from().plusSeconds(2);
        Instant ready = started.plusSeconds(3);
        for (int i = 0; i <= stops.size(); i++) {
            Stop end = i < stops.size() ? stops.get(i) : null;
            run(pod, container, i, started, ready, end);
            if (end != null) {
                started = end.at().plusSeconds(end.downFor());
                ready = end.readyAfter() == null ? null : end.at().plusSeconds(end.readyAfter());
                restart(pod, container, i + 1, end, started, ready);
            }
        }
    }

    private void run(
            Pod pod,
            String container,
            int count,
            Instant started,
            @Nullable Instant ready,
            @Nullable Stop end) {
        row(
                "run",
                started,
                namespace,
                "Deployment",
                pod.workload(),
                pod.name(),
                uid(pod),
                container,
                0,
                count,
                id(pod, count),
                started,
                ready,
                end == null ? pod.to() : end.at(),
                end == null ? null : code(end.cause()),
                end == null ? null : reason(end.cause()));
    }

    private void restart(
            Pod pod,
            String container,
            int count,
            Stop end,
            Instant started,
            @Nullable Instant ready) {
        row(
                "restart",
                started,
                namespace,
                "Deployment",
                pod.workload(),
                pod.name(),
                uid(pod),
                container,
                0,
                count,
                end.cause().text(),
                evidence(end.cause()),
                code(end.cause()),
                reason(end.cause()),
                id(pod, count - 1),
                end.at(),
                id(pod, count),
                started,
                ready,
                started);
    }

    void rollout(
            String workload, String revision, Instant from, @Nullable Instant to, String state) {
        row("rollout", from, namespace, "Deployment", workload, revision, to, state);
    }

    void replacement(Pod ended, Pod began, String cause, int seconds) {
        row(
                "replacement",
                began.from(),
                namespace,
                "Deployment",
                ended.workload(),
                cause,
                ended.name(),
                uid(ended),
                Objects.requireNonNullElse(ended.to(), began.from()),
                began.name(),
                uid(began),
                began.from(),
                began.from().plusSeconds(seconds));
    }

    void failures(Pod pod, String container, Instant from, Duration length, int count) {
        Instant to = from.plus(length);
        row(
                "probe-failure",
                to,
                namespace,
                "Deployment",
                pod.workload(),
                pod.name(),
                uid(pod),
                container,
                "liveness",
                from,
                count,
                true,
                "Liveness probe failed: HTTP probe failed with statuscode: 503",
                pod.name() + from.getEpochSecond(),
                from,
                count);
    }

    void gap(Instant from, Instant to) {
        row("gap", to, "gap/" + from, from, "not-running", null, "history.gap.unwatched");
    }

    /** Has it read in. */
    void into(String home) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(home + "/api/history/import"))
                        .header("Content-Type", "application/gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file(cluster(home))))
                        .build();
        String answer = answer(request);
        if (!answer.contains("\"added\"")) {
            throw new IllegalStateException(answer);
        }
    }

    private String cluster(String home) {
        String answer = answer(HttpRequest.newBuilder(URI.create(home + "/api/cluster")).build());
        return json.readTree(answer).path("id").asString();
    }

    private static String answer(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private byte[] file(String cluster) {
        List<Object> lines = new ArrayList<>();
        lines.add(
                Map.of(
                        "okiagari",
                        "history",
                        "version",
                        1,
                        "cluster",
                        cluster,
                        "exportedAt",
                        "2026-11-24T00:00:00Z",
                        "tables",
                        COLUMNS));
        lines.addAll(rows);
        lines.add(Map.of("rows", rows.size()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(file)) {
            for (Object line : lines) {
                zipped.write(json.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
                zipped.write('\n');
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file.toByteArray();
    }

    private void row(String table, @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(table);
        for (Object value : values) {
            row.add(value instanceof Instant at ? at.toString() : value);
        }
        rows.add(row);
    }

    private static List<String> words(String words) {
        return Arrays.asList(words.split(" "));
    }

    private static String uid(Pod pod) {
        return UUID.nameUUIDFromBytes(pod.name().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String id(Pod pod, int count) {
        return "containerd://" + pod.name() + "/" + count;
    }

    private static int code(RestartCause cause) {
        return switch (cause) {
            case LIVENESS, STARTUP, OOM -> 137;
            case COMPLETED -> 0;
            case NODE_RESTARTED -> 255;
            default -> 1;
        };
    }

    private static String reason(RestartCause cause) {
        return switch (cause) {
            case OOM -> "OOMKilled";
            case COMPLETED -> "Completed";
            case NODE_RESTARTED -> "Unknown";
            default -> "Error";
        };
    }

    private static String evidence(RestartCause cause) {
        return switch (cause) {
            case OOM -> "history.evidence.oom";
            case COMPLETED -> "history.evidence.completed";
            default -> "history.evidence.crash\u001f" + code(cause) + "\u001f" + reason(cause);
        };
    }
}
