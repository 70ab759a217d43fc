package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Okiagari as it is shipped, over a practice cluster whose containers restart all the time, while
 * its PostgreSQL is killed and started again.
 */
class DatabaseAwayTests {

    private static final String AWAY = "The database has been away since";

    @Test
    void eachPageSaysItNothingIsLostAndItGoesAwayByItself() {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        try (Postgres postgres = Postgres.start();
                Okiagari okiagari =
                        Okiagari.practising(
                                Okiagari.directory("database-away"),
                                "--spring.datasource.url=" + postgres.url(),
                                "--okiagari.practice.speed=20")) {
            Api api = okiagari.api();
            patiently().until(() -> restarts(api) >= 4);
            patiently().until(() -> isUpToDate(api));
            Map<String, Long> before = missing(api);

            postgres.kill();
            patiently().until(() -> readiness(api) == 503);
            assertThatPagesSayIt(api);
            assertThatNothingBegins(api);
            api.post("/api/halt").expect(200);
            int counted = restarts(api);
            patiently().until(() -> restarts(api) >= counted + 4);
            assertThat(readiness(api)).isEqualTo(503);

            postgres.startAgain();
            patiently().until(() -> readiness(api) == 200);
            assertThat(api.page("/restarts").expect(200).text()).doesNotContain(AWAY);
            assertThat(api.get("/api/halt").expect(200).body().path("halted").asBoolean()).isTrue();
            patiently().until(() -> isUpToDate(api));
            missing(api)
                    .forEach((container, more) ->
                            assertThat(more)
                                    .as(container)
                                    .isEqualTo(before.getOrDefault(container, 0L)));
            assertThat(okiagari.output().lines().map(String::strip))
                    .noneMatch(line -> line.startsWith("at "));
        }
    }

    private static void assertThatPagesSayIt(Api api) {
        assertThat(api.page("/").expect(200).text()).contains(AWAY).contains("refused");
        for (String page : List.of("/restarts", "/experiments", "/audit")) {
            assertThat(api.page(page).expect(503).text())
                    .contains(AWAY)
                    .contains("This page cannot be shown now");
        }
        assertThat(api.get("/api/restarts").expect(503).text()).contains("cannot be used now");
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(api.get("/actuator/health/readiness/readinessState").status()).isEqualTo(200);
    }

    private static void assertThatNothingBegins(Api api) {
        JsonNode pod = Api.items(api.get("/api/pods").expect(200).body().path("items")).getFirst();
        api.post(
                        "/api/experiments",
                        Map.of(
                                "target",
                                Map.of(
                                        "namespace",
                                        pod.path("namespace").asString(),
                                        "pod",
                                        pod.path("name").asString()),
                                "fault",
                                Map.of("type", "delete-pod")))
                .expect(503);
    }

    private static int restarts(Api api) {
        return api.list("/api/pods", Map.of()).stream()
                .flatMap(pod -> Api.items(pod.path("containers")).stream())
                .mapToInt(container -> container.path("restartCount").asInt())
                .sum();
    }

    /** Whether the newest restart of each container is stored. */
    private static boolean isUpToDate(Api api) {
        return counts(api).entrySet().stream()
                .allMatch(entry ->
                        entry.getValue() == 0
                                || stored(api, entry.getKey()).contains(entry.getValue()));
    }

    /** Of each container: how many restarts are neither stored nor said to be missing by a gap. */
    private static Map<String, Long> missing(Api api) {
        Map<String, Long> missing = new TreeMap<>();
        counts(api)
                .forEach((container, count) -> {
                    Set<Integer> stored = stored(api, container);
                    long known = IntStream.rangeClosed(1, count).filter(stored::contains).count();
                    missing.put(container, count - known - missed(api, container));
                });
        return missing;
    }

    private static Map<String, Integer> counts(Api api) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode pod : api.list("/api/pods", Map.of())) {
            for (JsonNode container : Api.items(pod.path("containers"))) {
                counts.put(
                        pod.path("uid").asString() + "/" + container.path("name").asString(),
                        container.path("restartCount").asInt());
            }
        }
        return counts;
    }

    private static Set<Integer> stored(Api api, String container) {
        return api.list("/api/restarts", query(container)).stream()
                .map(row -> row.path("restartCount").asInt())
                .collect(Collectors.toSet());
    }

    private static long missed(Api api, String container) {
        return api.list("/api/gaps", query(container)).stream()
                .mapToInt(gap -> gap.path("missed").asInt(0))
                .sum();
    }

    private static Map<String, ?> query(String container) {
        int slash = container.indexOf('/');
        return Map.of(
                "podUid",
                container.substring(0, slash),
                "container",
                container.substring(slash + 1),
                "limit",
                1000);
    }

    private static int readiness(Api api) {
        return api.get("/actuator/health/readiness").status();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(300));
    }
}
