package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Two processes as they are shipped, on one PostgreSQL, watching the practice cluster of a third:
 * one of them is killed, or stands still for a while.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasTests {

    private static final String[] LEASE = {
        "--okiagari.replicas.enabled=true",
        "--okiagari.replicas.lease-duration=5s",
        "--okiagari.replicas.renew-deadline=3s",
        "--okiagari.replicas.retry-period=500ms",
        "--okiagari.experiment.namespaces=practice"
    };

    private Path directory;
    private Postgres postgres;
    private Okiagari cluster;
    private Okiagari one;
    private Okiagari other;

    @BeforeAll
    void prepare() {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        directory = Okiagari.directory("replicas");
        postgres = Postgres.start();
        cluster = Okiagari.practising(directory.resolve("cluster"));
    }

    @BeforeEach
    void twoThatRun() {
        one = running(one, "one");
        other = running(other, "other");
        patiently().until(() -> isSettled(one, other));
    }

    private Okiagari running(Okiagari before, String name) {
        if (before != null && before.isRunning()) {
            return before;
        }
        if (before != null) {
            return before.start();
        }
        List<String> settings = new ArrayList<>(List.of(LEASE));
        settings.add("--spring.datasource.url=" + postgres.url());
        return Okiagari.watching(
                cluster.practiceKubeconfig(),
                directory.resolve(name),
                settings.toArray(String[]::new));
    }

    @AfterEach
    void nothingIsHalted() {
        if (one != null) {
            (one.isRunning() ? one : other).api().delete("/api/halt").expect(200);
        }
    }

    @AfterAll
    void remove() {
        for (Okiagari process : new Okiagari[] {one, other, cluster}) {
            if (process != null) {
                process.close();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void whoeverIsLeftRecordsOnAndNoRestartIsLostOrTwice() {
        Okiagari killed = one.records() ? one : other;
        Okiagari left = one.records() ? other : one;
        int before = restarts(left.api());
        patiently().until(() -> restarts(left.api()) > before);

        killed.kill();
        patiently().until(() -> left.records());
        int counted = restarts(left.api());
        patiently().until(() -> restarts(left.api()) > counted);

        patiently().untilAsserted(() -> assertThatEachIsStoredOnce(left.api()));
    }

    @Test
    void whoeverIsToldToEndHandsOverWithinSeconds() {
        Okiagari ended = one.records() ? one : other;
        Okiagari left = one.records() ? other : one;

        ended.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> left.records());
    }

    @Test
    void whoeverStoodStillWritesNoMoreAndFollows() {
        Okiagari frozen = one.records() ? one : other;
        Okiagari left = one.records() ? other : one;

        frozen.freeze();
        try {
            patiently().until(() -> left.records());
            int counted = restarts(left.api());
            patiently().until(() -> restarts(left.api()) > counted);
        } finally {
            frozen.thaw();
        }

        patiently().until(() -> isSettled(one, other));
        assertThat(left.records()).isTrue();
        assertThat(frozen.records()).isFalse();
        patiently().untilAsserted(() -> assertThatEachIsStoredOnce(left.api()));
    }

    @Test
    void whatTheOneThatDiedHasSuspendedIsResumedOnceByTheOther() {
        String id = suspend(one.api(), "prefork");
        one.api().experiment(id, now -> now.path("state").asString().equals("observing"));

        one.kill();

        JsonNode ended = other.api().ended(id);
        assertThat(ended.path("state").asString()).isEqualTo("interrupted");
        assertThat(ended.at("/verdict/explanation/key").asString())
                .isEqualTo("experiment.verdict.resumed-by-another");
        assertThat(other.output()).containsOnlyOnce("taking up experiment " + id);
        assertThat(stopped(other.api(), "prefork")).isEmpty();
    }

    @Test
    void whatRunsElsewhereIsInTheWayAndIsStoppedFromAnywhere() {
        String id = suspend(one.api(), "prefork");
        one.api().experiment(id, now -> now.path("state").asString().equals("observing"));

        JsonNode refused =
                other.api()
                        .post("/api/experiments", suspension(other.api(), "prefork"))
                        .expect(409)
                        .body();
        assertThat(refused.toString()).contains("same-workload");
        other.api().delete("/api/experiments/" + id).expect(200);

        JsonNode ended = one.api().ended(id);
        assertThat(ended.path("state").asString()).isEqualTo("finished");
        assertThat(stopped(one.api(), "prefork")).isEmpty();
    }

    @Test
    void whatOneHasStoredIsToldOnThePagesOfTheOther() {
        Okiagari records = one.records() ? one : other;
        Okiagari follows = one.records() ? other : one;
        java.util.Queue<String> told = new java.util.concurrent.ConcurrentLinkedQueue<>();
        try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
            var _ =
                    http.sendAsync(
                                    java.net.http.HttpRequest.newBuilder(
                                                    follows.address().resolve("/api/stream"))
                                            .build(),
                                    java.net.http.HttpResponse.BodyHandlers.ofLines())
                            .thenAccept(answer -> answer.body().forEach(told::add));
            String id = suspend(records.api(), "prefork");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> told.stream().anyMatch(line -> line.contains(id)));
            records.api().delete("/api/experiments/" + id).expect(200);
            await().atMost(Duration.ofSeconds(15))
                    .until(() ->
                            told.stream()
                                    .anyMatch(line ->
                                            line.contains(id) && line.contains("finished")));
            patiently().until(() -> told.stream().anyMatch(line -> line.contains("restart")));
            http.shutdownNow();
        }
    }

    @Test
    void aHaltHoldsOnEachOfThem() {
        String id = suspend(one.api(), "prefork");
        one.api().experiment(id, now -> now.path("state").asString().equals("observing"));

        other.api().post("/api/halt").expect(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> one.api().experiment(id).path("state").asString().equals("finished"));
        assertThat(stopped(one.api(), "prefork")).isEmpty();
        assertThat(one.api().get("/api/halt").expect(200).body().path("halted").asBoolean())
                .isTrue();
        JsonNode refused =
                one.api()
                        .post("/api/experiments", suspension(one.api(), "prefork"))
                        .expect(409)
                        .body();
        assertThat(refused.toString()).contains("halted");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
    }

    /** One records, the other one does not. */
    private static boolean isSettled(Okiagari one, Okiagari other) {
        return one.records() != other.records();
    }

    private static int restarts(Api api) {
        return pods(api).stream()
                .flatMap(pod -> Api.items(pod.path("containers")).stream())
                .mapToInt(container -> container.path("restartCount").asInt())
                .sum();
    }

    private static List<JsonNode> pods(Api api) {
        return api.list("/api/pods", Map.of());
    }

    private static void assertThatEachIsStoredOnce(Api api) {
        for (JsonNode pod : pods(api)) {
            for (JsonNode container : Api.items(pod.path("containers"))) {
                int count = container.path("restartCount").asInt();
                String name = container.path("name").asString();
                List<Integer> stored =
                        api
                                .list(
                                        "/api/restarts",
                                        Map.of(
                                                "pod",
                                                pod.path("name").asString(),
                                                "container",
                                                name,
                                                "limit",
                                                200))
                                .stream()
                                .map(restart -> restart.path("restartCount").asInt())
                                .toList();
                assertThat(stored)
                        .as(pod.path("name").asString() + "/" + name)
                        .doesNotHaveDuplicates()
                        .containsAll(
                                IntStream.rangeClosed(Math.max(1, count - 2), count)
                                        .boxed()
                                        .toList());
            }
        }
    }

    private static String suspend(Api api, String app) {
        return api.started(suspension(api, app));
    }

    private static Map<String, Object> suspension(Api api, String app) {
        JsonNode pod = pod(api, app);
        String container = Api.items(pod.path("containers")).getFirst().path("name").asString();
        return Map.of(
                "target",
                Map.of(
                        "namespace",
                        pod.path("namespace").asString(),
                        "pod",
                        pod.path("name").asString(),
                        "container",
                        container),
                "fault",
                Map.of("type", "suspend", "seconds", 300));
    }

    private static JsonNode pod(Api api, String app) {
        return pods(api).stream()
                .filter(pod -> pod.path("name").asString().matches(app + "-[a-z0-9]+-[a-z0-9]+"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> stopped(Api api, String app) {
        JsonNode pod = pod(api, app);
        String container = Api.items(pod.path("containers")).getFirst().path("name").asString();
        return processes(api, pod, container).stream()
                .filter(process -> process.path("state").asString().startsWith("T"))
                .toList();
    }

    private static List<JsonNode> processes(Api api, JsonNode pod, String container) {
        return Api.items(
                api.get(
                                "/api/processes",
                                Map.of(
                                        "namespace",
                                        pod.path("namespace").asString(),
                                        "pod",
                                        pod.path("name").asString(),
                                        "container",
                                        container))
                        .expect(200)
                        .body()
                        .path("items"));
    }
}
