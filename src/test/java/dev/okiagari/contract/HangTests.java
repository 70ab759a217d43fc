package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.contract.NodeProcesses.Seen;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * When a hang is noticed, and how long the kubelet holds back who ends too often: each forecast
 * held against what a real cluster then does, by the node's own clock. Only where one is named
 * whose node is this machine.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangTests {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int HANGS = 10;
    private static final List<Integer> BACK_OFF = List.of(0, 10, 20, 40, 80, 160);

    /** The kubelet looks after a container that it holds back every 10 s, give or take a half. */
    private static final double POLLING = 16;

    private static final List<String> ORDER =
            List.of("hang", "detected", "grace", "back-off", "start", "ready");
    private static final Probe LIVENESS =
            new ProbeBuilder()
                    .withNewHttpGet()
                    .withPath("/")
                    .withNewPort(8080)
                    .endHttpGet()
                    .withPeriodSeconds(5)
                    .withTimeoutSeconds(2)
                    .withFailureThreshold(3)
                    .build();

    private final ExecutorService pods = Executors.newFixedThreadPool(HANGS + 1);
    private Lab lab;
    private Okiagari okiagari;

    @BeforeAll
    void open() {
        Path kubeconfig = RealCluster.kubeconfig();
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        okiagari =
                Okiagari.watching(
                        kubeconfig,
                        Okiagari.directory(getClass().getSimpleName()),
                        "--okiagari.safety.max-experiments=50",
                        "--okiagari.safety.workload-share=100",
                        "--okiagari.safety.namespace-share=100");
    }

    @AfterAll
    void remove() {
        pods.shutdownNow();
        if (okiagari != null) {
            okiagari.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aHangIsEndedWithinItsForecastTenTimesOfTen() throws Exception {
        List<Callable<Hang>> all =
                IntStream.range(0, HANGS)
                        .mapToObj(i -> (Callable<Hang>) () -> hang("hang-" + i, i % 2 == 0))
                        .toList();
        List<Hang> hangs = new ArrayList<>();
        for (Future<Hang> one : pods.invokeAll(all)) {
            hangs.add(one.get());
        }
        hangs.forEach(hang -> report("%s", hang));
        assertThat(hangs)
                .allSatisfy(hang -> {
                    JsonNode experiment = hang.experiment();
                    ContractTests.assertVerdict(experiment, "restarted", true);
                    ContractTests.assertPhases(experiment);
                    assertThat(hang.measured())
                            .as(hang + "\n" + experiment.toPrettyString())
                            .isBetween(hang.min(), hang.max());
                    assertThat(hang.phases())
                            .as(experiment.toPrettyString())
                            .startsWith("hang")
                            .isSubsetOf(ORDER)
                            .isSortedAccordingTo((a, b) -> ORDER.indexOf(a) - ORDER.indexOf(b));
                });
    }

    /**
     * What was forecast, and what was measured.
     *
     * @param exits whether its supervisor ends by itself when it is told to
     */
    private record Hang(
            String app,
            boolean exits,
            double min,
            double max,
            double measured,
            List<String> phases,
            JsonNode experiment) {

        @Override
        public String toString() {
            return "%s, %s: forecast %.1f to %.1f s, measured %.1f s, phases %s"
                    .formatted(
                            app,
                            exits ? "ends on SIGTERM" : "takes all its grace",
                            min,
                            max,
                            measured,
                            Api.items(experiment.at("/recovery/phases")).stream()
                                    .map(phase ->
                                            "%s %.1f"
                                                    .formatted(
                                                            phase.path("name").asString(),
                                                            phase.path("seconds").asDouble()))
                                    .toList());
        }
    }

    private Hang hang(String app, boolean exits) {
        Map<String, String> environment =
                Map.of("WORKERS", "2", "ON_TERM", exits ? "exit" : "default");
        PodSpec spec = lab.spec(app, lab.images().victim(), environment, LIVENESS);
        lab.deploy(
                lab.namespace(),
                app,
                new PodSpecBuilder(spec).withTerminationGracePeriodSeconds(5L).build());
        Pod pod = lab.awaitGood(okiagari.api(), app, PATIENCE);
        String old = lab.status(app).getContainerID();
        Map<String, Object> request = Faults.request(Faults.container(pod), Map.of("type", "hang"));
        JsonNode forecast = okiagari.api().post("/api/forecasts", request).expect(200).body();
        assertThat(forecast.path("restart").isObject()).as("%s", forecast).isTrue();

        JsonNode experiment = okiagari.api().ended(okiagari.api().started(request), PATIENCE);

        Instant injected = Instant.parse(experiment.path("injectedAt").asString());
        String now = lab.status(app).getContainerID();
        assertThat(now).as(experiment.toPrettyString()).isNotEqualTo(old);
        Seen main = NodeProcesses.main(NodeProcesses.of(now));
        return new Hang(
                app,
                exits,
                forecast.at("/restart/min").asDouble(),
                forecast.at("/restart/max").asDouble(),
                Duration.between(injected, NodeProcesses.startOf(main)).toMillis() / 1000.0,
                Api.items(experiment.at("/recovery/phases")).stream()
                        .map(phase -> phase.path("name").asString())
                        .toList(),
                experiment);
    }

    @Test
    void sixKillsOfOnePodAreEachHeldBackAsForecast() {
        lab.deploy(lab.namespace(), "often", lab.images().victim(), Map.of());
        for (int kill = 0; kill < BACK_OFF.size(); kill++) {
            Pod pod = lab.awaitGood(okiagari.api(), "often", PATIENCE);
            Map<String, Object> request =
                    Faults.request(Faults.container(pod), Faults.signal("TERM"));
            request.put("confirm", List.of("unhealthy-target", "last-ready-replica"));
            JsonNode forecast = okiagari.api().post("/api/forecasts", request).expect(200).body();
            int told = backOff(forecast);
            JsonNode experiment = okiagari.api().ended(okiagari.api().started(request), PATIENCE);
            ContractTests.assertVerdict(experiment, "restarted", true);
            ContractTests.assertPhases(experiment);
            ContainerStatus now = lab.status("often");
            Instant ended = Instant.parse(now.getLastState().getTerminated().getFinishedAt());
            Instant began =
                    NodeProcesses.startOf(
                            NodeProcesses.main(NodeProcesses.of(now.getContainerID())));
            double held = Duration.between(ended, began).toMillis() / 1000.0;
            report(
                    "kill %d: forecast to be held back for %d s, was for %.1f s, phases %s",
                    kill + 1, told, held, experiment.at("/recovery/phases"));
            assertThat(told).as("%s", forecast).isEqualTo(BACK_OFF.get(kill));
            assertThat(held).isBetween(told - 1.0, told + POLLING);
            assertThat(experiment.at("/recovery/phases").toString().contains("back-off"))
                    .as(experiment.toPrettyString())
                    .isEqualTo(told > 0);
        }
    }

    private static int backOff(JsonNode forecast) {
        return Api.items(forecast.path("notes")).stream()
                .filter(note -> note.path("key").asString().equals("experiment.note.back-off"))
                .mapToInt(note -> note.path("arguments").get(0).asInt())
                .findFirst()
                .orElse(0);
    }

    @Test
    void aHangThatNothingWatchesForIsResumedAndSaysSo() {
        String app = "unwatched";
        lab.deploy(lab.namespace(), app, lab.images().victim(), Map.of("WORKERS", "2"));
        Pod pod = lab.awaitGood(okiagari.api(), app, PATIENCE);
        String before = lab.status(app).getContainerID();
        Map<String, Object> request =
                Faults.request(Faults.container(pod), Map.of("type", "hang", "seconds", 20));
        JsonNode forecast = okiagari.api().post("/api/forecasts", request).expect(200).body();
        assertThat(ContractTests.words(forecast.path("possible"))).containsExactly("suspended");

        String id = okiagari.api().started(request);
        await("the workers are stopped")
                .atMost(Duration.ofSeconds(15))
                .until(() -> stopped(before) == 2);
        assertThat(lab.answers(pod)).isFalse();
        JsonNode experiment = okiagari.api().ended(id, PATIENCE);

        ContractTests.assertVerdict(experiment, "suspended", true);
        assertThat(experiment.at("/verdict/explanation/key").asString())
                .isEqualTo("experiment.verdict.hang-unnoticed");
        assertThat(stopped(before)).isZero();
        assertThat(lab.answers(pod)).isTrue();
        assertThat(lab.status(app).getContainerID()).isEqualTo(before);
    }

    private static long stopped(String containerId) {
        return NodeProcesses.of(containerId).stream()
                .filter(one -> one.state().equals("T"))
                .count();
    }

    private void report(String text, Object... facts) {
        System.out.println("[contract] HangTests: " + text.formatted(facts));
    }
}
