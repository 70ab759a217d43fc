package dev.okiagari.history;

import static dev.okiagari.history.Pods.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * When a run was ready, where a watch was too old to go on with and a list came in its place. No
 * connection is lost then, so the look counts as one that was watched.
 */
class LateReadinessTests {

    private static final ClusterEvent LISTED =
            new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(), at(1));

    private final Memory memory =
            new Memory(ShownCluster.ID, null, List.of(), List.of(), List.of(), new Meters());

    @Test
    void whatIsToldAtOnceIsByOurClock() {
        assertThat(readyAt(LISTED, told(10, unready(1)), told(21, ready(2, at(20)))))
                .isEqualTo(at(21));
    }

    @Test
    void whatIsToldLateIsByTheClusters() {
        assertThat(readyAt(LISTED, told(10, unready(1)), told(100, ready(2, at(20)))))
                .isEqualTo(at(20));
    }

    @Test
    void whereTheClusterDoesNotSayItIsByOurs() {
        assertThat(readyAt(LISTED, told(10, unready(1)), told(100, ready(2, null))))
                .isEqualTo(at(100));
    }

    /** A pod may be called ready since before its container began anew, where that was quick. */
    @Test
    void aReadinessOfTheRunBeforeIsNotTheRuns() {
        assertThat(readyAt(LISTED, told(10, unready(1)), told(100, ready(2, at(4)))))
                .isEqualTo(at(100));
    }

    /** It may have been ready before, and not been in between. */
    @Test
    void whatNobodyWatchedIsNotKnown() {
        assertThat(readyAt(told(100, ready(2, at(20))), LISTED)).isNull();
    }

    @Test
    void theSuccessorOfAPodIsReadyByTheSameWord() {
        List<Fact> facts =
                apply(
                        LISTED,
                        told(1, pod("old", 1, false, null, at(0))),
                        told(2, pod("new", 2, false, null, null)),
                        told(100, pod("new", 3, true, at(20), null)));

        assertThat(facts)
                .filteredOn(Fact.SuccessorReady.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(((Fact.SuccessorReady) fact).at()).isEqualTo(at(20)));
    }

    private @Nullable Instant readyAt(ClusterEvent... events) {
        return apply(events).stream()
                .filter(Fact.RunSeen.class::isInstance)
                .map(Fact.RunSeen.class::cast)
                .toList()
                .getLast()
                .run()
                .readyAt();
    }

    private List<Fact> apply(ClusterEvent... events) {
        List<Fact> facts = new ArrayList<>();
        for (ClusterEvent event : events) {
            facts.addAll(memory.apply(event));
        }
        return facts;
    }

    private static ClusterEvent told(int second, PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, at(second));
    }

    private static PodSnapshot unready(int version) {
        return pod("web", version, false, null, null);
    }

    private static PodSnapshot ready(int version, @Nullable Instant since) {
        return pod("web", version, true, since, null);
    }

    /** Its container runs since second 5. */
    private static PodSnapshot pod(
            String name,
            int version,
            boolean ready,
            @Nullable Instant since,
            @Nullable Instant deleted) {
        return new PodSnapshot(
                new PodRef("shop", name, "uid-" + name),
                new WorkloadRef("shop", "StatefulSet", "web"),
                "node",
                "10.0.0.1",
                "Running",
                null,
                ready,
                at(0),
                deleted == null
                        ? null
                        : new PodSnapshot.Deletion(deleted.plusSeconds(30), Duration.ofSeconds(30)),
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                String.valueOf(version),
                List.of(container(ready)),
                null,
                since);
    }

    private static ContainerSnapshot container(boolean ready) {
        return new ContainerSnapshot(
                "app",
                ContainerType.REGULAR,
                "image",
                "containerd://run",
                0,
                ready,
                true,
                new ContainerState.Running(at(5)),
                null,
                Probes.NONE);
    }
}
