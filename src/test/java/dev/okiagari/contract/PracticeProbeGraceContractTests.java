package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A probe's own grace period goes before its pod's, on the practice cluster: the forecast and the
 * explanation of the cadence say so, and each of three kills takes as long. The container never
 * answers, and is deaf to SIGTERM.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeProbeGraceContractTests {

    private static final int SPEED = 5;
    private static final int KILLS = 3;
    private static final int DELAY = 3;

    /** Starts and ends are told in whole seconds. */
    private static final double CUT = 1;

    private Okiagari okiagari;
    private Lab lab;

    @BeforeAll
    void open() {
        okiagari =
                Okiagari.practising(
                        Okiagari.directory(getClass().getSimpleName()),
                        "--okiagari.practice.speed=" + SPEED);
        lab = new Lab(okiagari.practiceKubeconfig(), PracticeContractTests.IMAGES);
        lab.open();
    }

    @AfterAll
    void remove() {
        if (lab != null) {
            lab.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
    }

    @ParameterizedTest(name = "the pod''s {0} s, the probe''s {1} s: {2} s")
    @CsvSource({"30, 6, 6", "4, 12, 12", "30, 1, 2"})
    void eachKillTakesTheProbesOwnGrace(long ofPod, long ofProbe, int given) {
        String app = "grace-" + ofProbe;
        lab.deploy(lab.namespace(), app, spec(app, ofPod, ofProbe));

        List<JsonNode> restarts = restarts(app);
        JsonNode item = item(app);

        JsonNode ended = item.at("/forecast/ended");
        assertThat(restarts)
                .allSatisfy(restart ->
                        assertThat(life(restart) - DELAY)
                                .as("%s\n%s", item, restart)
                                .isBetween(
                                        ended.path("min").asDouble() - CUT,
                                        ended.path("max").asDouble() + CUT));
        assertThat(seconds(item, "grace")).as("%s", item).isCloseTo(given, within(2.0));
        assertThat(seconds(item, "delay")).isEqualTo(DELAY);
        assertThat(
                        Api.items(item.at("/observed/parts")).stream()
                                .mapToDouble(part -> part.path("seconds").asDouble())
                                .sum())
                .as("%s", item)
                .isCloseTo(item.at("/observed/interval").asDouble(), within(0.001));
    }

    private PodSpec spec(String app, long ofPod, long ofProbe) {
        Probe probe =
                new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath("/")
                        .withNewPort(8080)
                        .endHttpGet()
                        .withInitialDelaySeconds(DELAY)
                        .withPeriodSeconds(5)
                        .withTimeoutSeconds(2)
                        .withFailureThreshold(2)
                        .withTerminationGracePeriodSeconds(ofProbe)
                        .build();
        PodSpec spec =
                lab.spec(
                        app,
                        lab.images().victim(),
                        Map.of("NAP", "100", "ON_TERM", "default"),
                        probe);
        return new PodSpecBuilder(spec).withTerminationGracePeriodSeconds(ofPod).build();
    }

    private List<JsonNode> restarts(String app) {
        return await("three restarts of " + app)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () ->
                                okiagari.api()
                                        .list(
                                                "/api/restarts",
                                                Map.of(
                                                        "namespace",
                                                        lab.namespace(),
                                                        "workload",
                                                        app)),
                        found -> found.size() >= KILLS);
    }

    private JsonNode item(String app) {
        List<JsonNode> found =
                okiagari.api()
                        .list(
                                "/api/liveness",
                                Map.of("namespace", lab.namespace(), "workload", app));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static double life(JsonNode restart) {
        return Duration.between(
                        Instant.parse(restart.at("/ended/startedAt").asString()),
                        Instant.parse(restart.at("/ended/finishedAt").asString()))
                .toSeconds();
    }

    private static double seconds(JsonNode item, String part) {
        return Api.items(item.at("/observed/parts")).stream()
                .filter(one -> one.path("name").asString().equals(part))
                .mapToDouble(one -> one.path("seconds").asDouble())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " in " + item));
    }
}
