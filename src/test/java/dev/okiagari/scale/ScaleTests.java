package dev.okiagari.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Okiagari as a process of its own, with a load generator in another, against the numbers that are
 * asked for. It prints a table; {@code docs/measurements.md} keeps what was seen, with the machine.
 * {@code -Dokiagari.scale.options} gives Okiagari's Java other options, {@code
 * -Dokiagari.scale.checked=false} only prints.
 */
@Tag("long")
class ScaleTests {

    private static final int RATE = 1000;
    private static final int RESTARTS_PERCENT = 10;
    private static final int SPARED = 300;
    private static final int CALM = 100;
    private static final int PAGES = 200;
    private static final Duration CUT = Duration.ofSeconds(30);
    private static final int CUTS = 4;
    private static final Duration SETTLE = Duration.ofSeconds(20);

    /** An idle heap is looked through every 15 s, and given back in part each time. */
    private static final Duration REST = Duration.ofSeconds(75);

    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Map<String, Long> shown = new ConcurrentHashMap<>();
    private final Map<String, String> table = new LinkedHashMap<>();
    private final List<String> misses = new ArrayList<>();

    @Test
    void tenThousandPods() throws Exception {
        measure(10_000, "-Xmx512m", 150, Duration.ofSeconds(10), true);
    }

    @Test
    void aHundredAndFiftyThousandPods() throws Exception {
        measure(150_000, "-Xmx1500m", 700, Duration.ofSeconds(150), false);
    }

    private void measure(int pods, String heap, long memory, Duration catchUp, boolean pageTimes)
            throws Exception {
        long empty = empty(heap);
        Path directory = directory("pods-" + pods);
        try (Child load = generator(directory, pods)) {
            Http control = control(load);
            long started = System.currentTimeMillis();
            try (Child okiagari = okiagari(directory, load, heap)) {
                Http api = api(okiagari);
                awaitCaughtUp(api, pods);
                long now = System.currentTimeMillis();
                long listed = control.json("/load/state").path("firstListAt").asLong();
                row("catch-up from the first list", now - listed, "ms", catchUp.toMillis());
                row("catch-up from the start of the process", now - started, "ms", null);
                LockSupport.parkNanos(REST.toNanos());
                row("resident above an empty start", okiagari.resident() - empty, "MiB", memory);
                pages(api, pageTimes);
                calm(api, control, pods <= 10_000);
                storm(api, control, okiagari, pods <= 10_000);
                LockSupport.parkNanos(REST.toNanos());
                row(
                        "resident after the storm, above an empty start",
                        okiagari.resident() - empty,
                        "MiB",
                        null);
            }
        }
        print(pods, empty);
        if (!"false".equals(System.getProperty("okiagari.scale.checked"))) {
            assertThat(misses).isEmpty();
        }
    }

    private long empty(String heap) throws Exception {
        Path directory = directory("empty");
        try (Child load = generator(directory, 0);
                Child okiagari = okiagari(directory, load, heap)) {
            Http api = api(okiagari);
            for (int i = 0; i < PAGES; i++) {
                int _ = api.page("/");
            }
            LockSupport.parkNanos(REST.toNanos());
            return okiagari.resident();
        }
    }

    private static Path directory(String name) throws IOException {
        Path all = Files.createDirectories(Path.of("target", "scale").toAbsolutePath());
        return Files.createTempDirectory(all, name + "-");
    }

    private static Child generator(Path directory, int pods) throws IOException {
        return Child.start(
                directory.resolve("load.log"),
                true,
                List.of("-Xmx2g"),
                LoadGenerator.class.getName(),
                List.of(String.valueOf(pods)),
                Map.of());
    }

    private static Http control(Child load) {
        String port = load.awaitWord("port (\\d+)", Duration.ofSeconds(60));
        return new Http(URI.create("http://127.0.0.1:" + port));
    }

    private static Child okiagari(Path directory, Child load, String heap) throws IOException {
        String port = load.awaitWord("port (\\d+)", Duration.ofSeconds(60));
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                current-context: load
                clusters: [{name: load, cluster: {server: "http://127.0.0.1:%s"}}]
                contexts: [{name: load, context: {cluster: load, user: load}}]
                users: [{name: load, user: {token: load}}]
                """
                        .formatted(port));
        List<String> options = new ArrayList<>(List.of(heap));
        String more = System.getProperty("okiagari.scale.options", "");
        options.addAll(Arrays.stream(more.split(" ")).filter(word -> !word.isBlank()).toList());
        return Child.start(
                directory.resolve("okiagari.log"),
                false,
                options,
                "dev.okiagari.Main",
                List.of(
                        "--server.port=0",
                        "--okiagari.data-dir=" + directory.resolve("data"),
                        "--okiagari.cluster.mode=kubeconfig"),
                Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    private static Http api(Child okiagari) {
        String url =
                okiagari.awaitWord("Okiagari is ready: (http://\\S+)", Duration.ofSeconds(120));
        return new Http(URI.create(url));
    }

    /** What is listed first is written first. */
    private static void awaitCaughtUp(Http api, int pods) {
        String last = "/api/runs?podUid=%s".formatted(uid(pods - 1));
        await("all pods are stored")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !api.json(last).path("items").isEmpty());
    }

    private void pages(Http api, boolean checked) throws Exception {
        int bytes = 0;
        double[] millis = new double[PAGES];
        for (int i = -PAGES; i < PAGES; i++) {
            long before = System.nanoTime();
            bytes = api.page("/");
            if (i >= 0) {
                millis[i] = (System.nanoTime() - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        row("pods page, p95 of " + PAGES, percentile(millis), "ms", checked ? 100L : null);
        row("pods page, median", Math.round(millis[PAGES / 2]), "ms", null);
        row("pods page on the wire", bytes / 1000, "KB", 150L);
    }

    /** One restart after the other, with nothing else going on. */
    private void calm(Http api, Http control, boolean checked) throws Exception {
        Thread stream = api.lines("/api/stream", this::hear);
        Thread page = api.lines("/live/pods", this::show);
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        List<Long> stored = new ArrayList<>();
        List<Long> visible = new ArrayList<>();
        for (int i = 0; i < CALM; i++) {
            int pod = i % 60;
            shown.remove(name(pod));
            JsonNode told = control.json("/load/restart?pod=" + pod);
            String key = uid(pod) + " " + told.path("count").asInt();
            long at = told.path("at").asLong();
            await("restart " + key)
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> heard.containsKey(key) && shown.containsKey(name(pod)));
            stored.add(heard.get(key) - at);
            visible.add(Math.max(heard.get(key), shown.get(name(pod))) - at);
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        page.interrupt();
        stream.interrupt();
        row("told by the API until stored and told on, p95", percentile(stored), "ms", null);
        row(
                "told by the API until stored and on the open page, p95",
                percentile(visible),
                "ms",
                checked ? 100L : null);
        row("the same, median", median(visible), "ms", null);
    }

    private void storm(Http api, Http control, Child okiagari, boolean checked) throws Exception {
        Thread stream = api.lines("/api/stream", this::hear);
        Duration used = okiagari.cpu();
        control.text(
                "/load/start?rate=%d&restarts=%d&spared=%d"
                        .formatted(RATE, RESTARTS_PERCENT, SPARED));
        for (int cut = 0; cut < CUTS; cut++) {
            LockSupport.parkNanos(CUT.toNanos());
            control.text("/load/cut?forget=" + cut % 2);
        }
        control.text("/load/start?rate=0");
        double share =
                okiagari.cpu().minus(used).toMillis() / (double) CUT.multipliedBy(CUTS).toMillis();
        LockSupport.parkNanos(SETTLE.toNanos());
        stream.interrupt();
        List<String> told = control.text("/load/restarts").lines().toList();
        row("restarts told in all", told.size(), "", null);
        row("restarts missed: neither recorded nor in a gap", missed(api, told), "", 0L);
        List<Long> delays = new ArrayList<>();
        for (String line : told) {
            String[] parts = line.split(" ");
            Long at = heard.get(parts[0] + " " + parts[1]);
            if (at != null) {
                delays.add(at - Long.parseLong(parts[2]));
            }
        }
        row("in the storm, told by the API until stored, p95", percentile(delays), "ms", null);
        row("processors used in the storm, percent of one", Math.round(share * 100), "", null);
    }

    private long missed(Http api, List<String> told) throws Exception {
        Map<String, Integer> open = new HashMap<>();
        told.forEach(line -> open.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
        long recorded = 0;
        for (JsonNode restart : all(api, "/api/restarts")) {
            open.merge(restart.path("podUid").asString(), -1, Integer::sum);
            recorded++;
        }
        row("restarts recorded", recorded, "", null);
        long hidden = 0;
        for (JsonNode gap : all(api, "/api/gaps")) {
            String[] scope = gap.path("scope").asString().split("/");
            if (scope.length == 3) {
                String uid =
                        uid(Integer.parseInt(scope[1].substring(scope[1].lastIndexOf("-") + 1)));
                open.merge(uid, -gap.path("missed").asInt(), Integer::sum);
                hidden += gap.path("missed").asInt();
            }
        }
        row("restarts that lie in gaps which count them", hidden, "", null);
        return open.values().stream().mapToLong(Math::abs).sum();
    }

    private static List<JsonNode> all(Http api, String path) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String next = path + "?limit=1000";
        while (!next.isEmpty()) {
            JsonNode page = api.json(next);
            page.path("items").forEach(all::add);
            String cursor = page.path("next").asString("");
            next = cursor.isEmpty() ? "" : path + "?limit=1000&cursor=" + cursor;
        }
        return all;
    }

    private void hear(String line) {
        if (line.startsWith("data:") && line.contains("\"restartCount\"")) {
            JsonNode event = JsonMapper.shared().readTree(line.substring(5));
            if (event.has("evidence")) {
                heard.putIfAbsent(
                        event.path("podUid").asString() + " " + event.path("restartCount").asInt(),
                        System.currentTimeMillis());
            }
        }
    }

    private void show(String line) {
        for (int pod = 0; pod < 60; pod++) {
            if (line.contains(name(pod))) {
                shown.putIfAbsent(name(pod), System.currentTimeMillis());
            }
        }
    }

    private static String name(int pod) {
        return "app-%d-7d9c5b8f6-%05d".formatted(pod / 3, pod);
    }

    private static String uid(int pod) {
        return "00000000-0000-4000-8000-%012d".formatted(pod);
    }

    private static long percentile(List<Long> values) {
        return percentile(values.stream().mapToDouble(Long::doubleValue).sorted().toArray());
    }

    private static long percentile(double[] sorted) {
        return sorted.length == 0 ? -1 : Math.round(sorted[sorted.length * 95 / 100]);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void row(String what, long value, String unit, Long most) {
        String limit = most == null ? "" : " (at most %d)".formatted(most);
        table.put(what, (value + " " + unit).strip() + limit);
        // a run that is ended early has then said what it saw
        System.out.printf("%s %s: %s%n", Instant.now(), what, table.get(what));
        if (most != null && (value > most || value < 0)) {
            misses.add(what + ": " + value + " " + unit + limit);
        }
    }

    private void print(int pods, long empty) throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        System.out.printf(
                "%d pods, %d processors, load average %s at the end; an empty start takes %d MiB%n",
                pods, Runtime.getRuntime().availableProcessors(), load, empty);
        table.forEach((what, value) -> System.out.printf("| %s | %s |%n", what, value));
    }
}
