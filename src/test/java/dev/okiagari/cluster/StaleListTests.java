package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the store takes, and what it tells. */
class StaleListTests {

    private final List<Object> told = new ArrayList<>();
    private final PodStore store =
            new PodStore(told::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aListOlderThanTheWatchChangesNothing() {
        store.observe(pod("10", true));
        store.observe(pod("9", false));

        assertThat(store.get("uid")).isEqualTo(pod("10", true));
        assertThat(told).hasSize(1);
        store.observe(pod("11", false));
        assertThat(store.get("uid")).isEqualTo(pod("11", false));
        assertThat(told).hasSize(2);
    }

    @Test
    void versionsThatAreNoNumbersAreTakenAsTheyCome() {
        store.observe(pod("b", true));
        store.observe(pod("a", false));

        assertThat(store.get("uid")).isEqualTo(pod("a", false));
    }

    private static PodSnapshot pod(String version, boolean ready) {
        return new PodSnapshot(
                new PodRef("shop", "web", "uid"),
                WorkloadRef.bare("shop", "web"),
                null,
                null,
                "Running",
                null,
                ready,
                Instant.EPOCH,
                null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                version,
                List.of(),
                null);
    }
}
