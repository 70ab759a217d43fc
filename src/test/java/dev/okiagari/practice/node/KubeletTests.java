package dev.okiagari.practice.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.VirtualTime;
import dev.okiagari.practice.machine.Host;
import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kubelet in virtual time, against what a real one did in the same situation. */
class KubeletTests {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final Loop loop = new Loop(time, time);
    private final Store store = new Store(loop);
    private final DirectNetwork network = new DirectNetwork();
    private final List<Long> starts = new ArrayList<>();

    @BeforeEach
    void start() {
        Node node =
                new Node(
                        store,
                        network,
                        new NoCommands(),
                        new Events(store, "kubelet", Node.NAME),
                        new Host(loop, START),
                        new Random(1));
        new Kubelet(node).start();
        Runnable _ =
                store.listen(change -> {
                    String started =
                            Json.text(container(change.after()), "state", "running", "startedAt");
                    long at =
                            started.isEmpty()
                                    ? -1
                                    : Duration.between(START, Instant.parse(started)).toSeconds();
                    if (change.kind() == Kind.POD && at >= 0 && !starts.contains(at)) {
                        starts.add(at);
                    }
                });
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void theArticlesSleeperRestartsEachNinetySecondsAndThenBacksOff() throws InterruptedException {
        create(
                "okiagari.dev/hello-sinatra:1",
                "NAP",
                "100",
                """
                {"httpGet": {"path": "/", "port": 8080}, "initialDelaySeconds": 15, "timeoutSeconds": 12}\
                """);

        time.pass(Duration.ofMinutes(9).plusSeconds(50));

        assertThat(starts).hasSize(7);
        assertThat(starts.get(1) - starts.get(0)).isEqualTo(86);
        assertThat(gaps().subList(1, 6)).containsOnly(90L);
        assertThat(Json.number(status(), 0, "restartCount")).isEqualTo(6);
        assertThat(Json.number(status(), 0, "lastState", "terminated", "exitCode")).isEqualTo(137);

        time.pass(Duration.ofMinutes(1));

        assertThat(Json.text(status(), "state", "waiting", "reason")).isEqualTo("CrashLoopBackOff");
        assertThat(Json.text(status(), "state", "waiting", "message"))
                .startsWith(
                        "back-off 2m40s restarting failed container=main pod=subject_practice(");
        assertThat(count("Unhealthy")).isEqualTo(21);
        assertThat(message("Unhealthy"))
                .isEqualTo(
                        "Liveness probe failed: Get \"http://10.244.0.2:8080/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        assertThat(message("Killing"))
                .isEqualTo("Container main failed liveness probe, will be restarted");
    }

    @Test
    void aContainerThatEndsByItselfWaitsLongerEachTime() throws InterruptedException {
        create("okiagari.dev/victim-sh:1", "EXIT_AFTER", "5", null);

        time.pass(Duration.ofMinutes(5));

        List<Long> gaps = gaps();
        assertThat(gaps.get(0)).isBetween(6L, 8L);
        for (int i = 1; i < gaps.size(); i++) {
            long delay = 10L << (i - 1);
            assertThat(gaps.get(i)).isBetween(5 + delay, 7 + delay + delay / 2);
        }
        assertThat(gaps).hasSizeBetween(4, 5);
        assertThat(message("BackOff"))
                .startsWith("Back-off restarting failed container main in pod subject_practice(");
    }

    @Test
    void aPodThatIgnoresTermGoesAfterItsWholeGrace() throws InterruptedException {
        create("okiagari.dev/victim-sh:1", "ON_TERM", "ignore", null);
        time.pass(Duration.ofSeconds(5));
        loop.run(() -> {
            var _ =
                    store.update(
                            Kind.POD,
                            "practice",
                            "subject",
                            pod ->
                                    Json.dig(pod, "metadata")
                                            .put(
                                                    "deletionTimestamp",
                                                    Json.time(time.instant().plusSeconds(10)))
                                            .put("deletionGracePeriodSeconds", 10));
        });

        time.pass(Duration.ofSeconds(9));
        assertThat(store.get(Kind.POD, "practice", "subject")).isPresent();
        time.pass(Duration.ofSeconds(4));

        assertThat(store.get(Kind.POD, "practice", "subject")).isEmpty();
        assertThat(message("Killing")).isEqualTo("Stopping container main");
    }

    @Test
    void aContainerWhosePortIsTakenSaysSoAndAnswersOnAnotherAddress() throws InterruptedException {
        network.steal(2);
        create(
                "okiagari.dev/victim-sh:1",
                "WORKERS",
                "0",
                """
                {"httpGet": {"path": "/", "port": 8080}, "periodSeconds": 5}\
                """);

        time.pass(Duration.ofMinutes(2));

        assertThat(count("FailedBind")).isEqualTo(2);
        assertThat(message("FailedBind")).startsWith("Another program has taken 10.244.0.2:8080");
        JsonNode pod = store.get(Kind.POD, "practice", "subject").orElseThrow();
        assertThat(Json.text(pod, "status", "podIP")).isEqualTo("10.244.0.3");
        assertThat(Json.number(status(), -1, "restartCount")).isZero();
    }

    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            gaps.add(starts.get(i) - starts.get(i - 1));
        }
        return gaps;
    }

    private JsonNode status() {
        return container(store.get(Kind.POD, "practice", "subject").orElseThrow());
    }

    private static JsonNode container(JsonNode pod) {
        return Json.at(pod, "status", "containerStatuses").path(0);
    }

    private int count(String reason) {
        return Json.number(event(reason), 0, "count");
    }

    private String message(String reason) {
        return Json.text(event(reason), "message");
    }

    private JsonNode event(String reason) {
        return store.list(Kind.EVENT).stream()
                .filter(event -> Json.text(event, "reason").equals(reason))
                .findFirst()
                .orElseThrow();
    }

    private void create(
            String image,
            String variable,
            String value,
            @org.jspecify.annotations.Nullable String probe) {
        ObjectNode container =
                Json.object(
                        "name",
                        "main",
                        "image",
                        image,
                        "env",
                        Json.array(List.of(Json.object("name", variable, "value", value))));
        if (probe != null) {
            container.set("livenessProbe", Json.parse(probe));
        }
        ObjectNode pod =
                Json.object(
                        "metadata",
                        Json.object("name", "subject", "namespace", "practice"),
                        "spec",
                        Json.object("containers", Json.array(List.of(container))));
        Defaults.fill(Kind.POD, pod);
        ObjectNode _ = store.create(Kind.POD, pod);
    }
}
