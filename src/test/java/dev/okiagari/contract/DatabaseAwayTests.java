package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Okiagari as it is shipped, over a practice cluster whose containers restart all the time, while
 * its PostgreSQL is killed and started again.
 */
@Tag("database")
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
            patiently().untilAsserted(() -> assertThatNothingIsLost(api));

            postgres.kill();
            patiently().until(() -> readiness(api) == 503);
            assertThatPagesSayIt(api);
            assertThatNothingBegins(api);
            api.post("/api/halt").expect(200);
            int before = restarts(api);
            patiently().until(() -> restarts(api) >= before + 4);
            assertThat(readiness(api)).isEqualTo(503);

            postgres.startAgain();
            patiently().until(() -> readiness(api) == 200);
            assertThat(api.page("/restarts").expect(200).text()).doesNotContain(AWAY);
            assertThat(api.get("/api/halt").expect(200).body().path("halted").asBoolean()).isTrue();
            patiently().untilAsserted(() -> assertThatNothingIsLost(api));
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

    /** Of each container: what is stored, and what gaps say is missing, is what it has counted. */
    private static void assertThatNothingIsLost(Api api) {
        for (JsonNode pod : api.list("/api/pods", Map.of())) {
            Map<String, ?> own = Map.of("podUid", pod.path("uid").asString(), "limit", 1000);
            List<JsonNode> gaps =
                    api.list("/api/gaps", own).stream()
                            .filter(gap -> gap.path("missed").isNumber())
                            .toList();
            for (JsonNode container : Api.items(pod.path("containers"))) {
                String name = container.path("name").asString();
                int count = container.path("restartCount").asInt();
                Set<Integer> stored =
                        api.list("/api/restarts", own).stream()
                                .filter(row -> row.path("container").asString().equals(name))
                                .map(row -> row.path("restartCount").asInt())
                                .collect(Collectors.toSet());
                int missed =
                        gaps.stream()
                                .filter(gap -> gap.path("scope").asString().endsWith("/" + name))
                                .mapToInt(gap -> gap.path("missed").asInt())
                                .sum();
                long known = IntStream.rangeClosed(1, count).filter(stored::contains).count();
                assertThat(known + missed)
                        .as("%s/%s", pod.path("name").asString(), name)
                        .isGreaterThanOrEqualTo(count);
            }
        }
    }

    private static int readiness(Api api) {
        return api.get("/actuator/health/readiness").status();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(300));
    }
}
