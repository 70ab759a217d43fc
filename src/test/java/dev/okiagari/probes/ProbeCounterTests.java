package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeCounterTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Reading DENIED =
            new Reading.Failed(Message.of("probes.unreadable.denied", "a"));

    private final List<PodSnapshot> pods = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<ClusterEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Reading> answer =
            new AtomicReference<>(new Reading.Known(new Counters(NOW, Map.of()), NOW));
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private ProbeCounter counter = counter(ProbesProperties.Source.KUBELET);

    @BeforeEach
    void run() {
        counter = counter(ProbesProperties.Source.KUBELET);
    }

    @Test
    void onlyNodesOfPodsThatAreWatchedAreAskedAndForThosePods() throws Exception {
        pods.add(pod("web-1", "a"));
        pods.add(pod("web-2", "a"));
        pods.add(pod("db", "b"));
        pods.add(pod("pending", null));

        counter.round();

        assertThat(asked).containsExactlyInAnyOrder("a [uid-web-1, uid-web-2]", "b [uid-db]");
        assertThat(told).hasSize(2).allMatch(ClusterEvent.ProbesCounted.class::isInstance);
    }

    @Test
    void aKubeletThatCannotBeReadTellsNothingAndSaysWhy() throws Exception {
        pods.add(pod("web", "a"));
        answer.set(DENIED);

        counter.round();

        assertThat(told).isEmpty();
        assertThat(counter.on("a"))
                .isEqualTo(
                        new Counting.Unreadable(NOW, Message.of("probes.unreadable.denied", "a")));
    }

    @Test
    void aKubeletThatFailsIsAskedMoreAndMoreRarelyAndAtOnceWhenItAnswersAgain() throws Exception {
        pods.add(pod("web", "a"));
        answer.set(DENIED);
        for (int second = 0; second < 120; second += 10) {
            time.set(NOW.plusSeconds(second));
            counter.round();
        }
        assertThat(asked).hasSizeBetween(4, 5);
        assertThat(counter.on("a")).isInstanceOf(Counting.Unreadable.class);

        answer.set(new Reading.Known(new Counters(NOW, Map.of()), NOW));
        time.set(NOW.plusSeconds(600));
        counter.round();
        time.set(NOW.plusSeconds(610));
        counter.round();
        assertThat(told).hasSize(2);
        assertThat(counter.on("a")).isInstanceOf(Counting.Exact.class);
    }

    @Test
    void aNodeWithoutPodsIsForgotten() throws Exception {
        pods.add(pod("web", "a"));
        counter.round();
        pods.clear();
        counter.round();

        assertThat(counter.on("a")).isEqualTo(new Counting.Awaited());
    }

    @Test
    void withoutTheSettingNobodyIsAsked() {
        assertThat(counter(ProbesProperties.Source.NONE).on("a")).isEqualTo(new Counting.Off());
    }

    private ProbeCounter counter(ProbesProperties.Source source) {
        Cluster cluster = mock();
        when(cluster.pods()).thenReturn(pods);
        NodeReader reader = mock();
        try {
            when(reader.read(anyString(), any()))
                    .thenAnswer(call -> {
                        Set<String> uids = call.getArgument(1);
                        asked.add(call.getArgument(0) + " " + uids.stream().sorted().toList());
                        return answer.get();
                    });
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
        Clock clock = mock();
        when(clock.instant()).thenAnswer(_ -> time.get());
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        return new ProbeCounter(
                cluster,
                reader,
                new ProbesProperties(
                        source,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        null,
                        false,
                        new ProbesProperties.Prometheus(null, null)),
                event -> told.add((ClusterEvent) event),
                clock,
                duration -> {});
    }

    private static PodSnapshot pod(String name, @Nullable String node) {
        return new PodSnapshot(
                new PodRef("shop", name, "uid-" + name),
                WorkloadRef.bare("shop", name),
                node,
                null,
                "Running",
                null,
                true,
                NOW,
                null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                "1",
                List.of(),
                null);
    }
}
