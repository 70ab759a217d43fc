package dev.okiagari.practice.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.VirtualTime;
import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How events are folded and lost, against the recording of a real sleeper. */
class EventsTests {

    private static final ObjectNode POD =
            Json.object(
                    "kind",
                    "Pod",
                    "apiVersion",
                    "v1",
                    "metadata",
                    Json.object("name", "sleeper", "namespace", "practice", "uid", "u1"));

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T17:04:37Z"));
    private final Loop loop = new Loop(time, time);
    private final Store store = new Store(loop);
    private final Events events = new Events(store, "kubelet", "node");

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void theCountStopsAtTwelveAsRecordedAndTheNextWriteCarriesTheTrueOne()
            throws InterruptedException {
        warn("MissingClusterDNS", 4);
        time.pass(Duration.ofSeconds(32));
        for (int restart = 0; restart < 6; restart++) {
            for (int probe = 0; probe < 3; probe++) {
                warn("Unhealthy", 1);
                time.pass(Duration.ofSeconds(12));
            }
            time.pass(Duration.ofSeconds(18));
            warn("MissingClusterDNS", 3);
            time.pass(Duration.ofSeconds(36));
        }
        assertThat(count("Unhealthy")).isEqualTo(12);
        assertThat(count("MissingClusterDNS")).isEqualTo(14);

        time.pass(Duration.ofMinutes(5));
        warn("MissingClusterDNS", 1);

        assertThat(count("MissingClusterDNS")).isEqualTo(23);
    }

    @Test
    void normalEventsHaveABudgetOfTheirOwn() {
        warn("Unhealthy", 40);
        events.record(POD, "", "Normal", "Killing", "message");

        assertThat(count("Unhealthy")).isEqualTo(25);
        assertThat(count("Killing")).isEqualTo(1);
    }

    @Test
    void theTenthDifferentMessageIsCombined() {
        for (int i = 0; i < 12; i++) {
            events.record(POD, "", "Warning", "Unhealthy", "message " + i);
        }
        assertThat(store.list(Kind.EVENT)).hasSize(10);
        assertThat(store.list(Kind.EVENT))
                .anySatisfy(event -> {
                    assertThat(Json.text(event, "message"))
                            .isEqualTo("(combined from similar events): message 11");
                    assertThat(Json.number(event, 0, "count")).isEqualTo(3);
                });
    }

    private void warn(String reason, int times) {
        for (int i = 0; i < times; i++) {
            events.record(POD, "spec.containers{main}", "Warning", reason, "message");
        }
    }

    private int count(String reason) {
        return store.list(Kind.EVENT).stream()
                .filter(event -> Json.text(event, "reason").equals(reason))
                .map((JsonNode event) -> Json.number(event, 0, "count"))
                .findFirst()
                .orElseThrow();
    }
}
