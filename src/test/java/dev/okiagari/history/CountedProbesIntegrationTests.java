package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Recordings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The kubelets' counters, from the fold to what is shown, over stops of Okiagari. */
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:counted-probes")
@Tag("database")
class CountedProbesIntegrationTests {

    private static final Instant KUBELET = Pods.at(-100_000);
    private static final String UID = "uid-web-0";

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private Announcer announcer;
    @Autowired private History history;
    @Autowired private HistoryTables tables;
    @Autowired private HistoryTestApplication application;

    private @Nullable Memory memory;

    @BeforeEach
    void begin() {
        tables.empty();
        application.heard.clear();
        memory = null;
    }

    @Test
    void aRecordedSleeperFailedExactlyThreeTimesAKillThoughEventsToldOfTwelve() {
        List<ClusterEvent> looks = recordedLooks();
        Iterator<ClusterEvent> next = looks.iterator();
        ClusterEvent look = next.next();
        for (ClusterEvent event : Recordings.of("sleeper")) {
            while (look != null
                    && event instanceof ClusterEvent.EventObserved heard
                    && ((ClusterEvent.ProbesCounted) look)
                            .readAt()
                            .isBefore(heard.event().lastAt())) {
                apply(look);
                look = next.hasNext() ? next.next() : null;
            }
            apply(event);
        }
        while (look != null) {
            apply(look);
            look = next.hasNext() ? next.next() : null;
        }

        List<ProbeFailure> failures = failures();
        assertThat(failures).allMatch(ProbeFailure::exact);
        assertThat(failures.stream().mapToInt(ProbeFailure::count).sum()).isEqualTo(21);
        List<Restart> restarts = history.restarts(HistoryQuery.all()).items().reversed();
        assertThat(restarts).hasSize(6);
        // the first look came after the second kill
        Instant before = ((ClusterEvent.ProbesCounted) looks.getFirst()).readAt();
        assertThat(sum(failures, Instant.EPOCH, before)).isEqualTo(6);
        for (Restart restart : restarts.subList(2, 6)) {
            Instant end = Objects.requireNonNull(restart.ended().finishedAt());
            assertThat(sum(failures, before, end)).as("until %s", end).isEqualTo(3);
            before = end;
        }
    }

    /** After the one, up to the other. */
    private static int sum(List<ProbeFailure> failures, Instant after, Instant until) {
        return failures.stream()
                .filter(failure -> failure.to().isAfter(after) && !failure.to().isAfter(until))
                .mapToInt(ProbeFailure::count)
                .sum();
    }

    @Test
    void failuresWhileOkiagariWasDownAreCounted() {
        start(0);
        apply(look(60, 2));
        start(600);
        apply(look(610, 7));

        assertThat(lines()).containsExactly("60-610 5 exact", "0-60 2 exact");
    }

    @Test
    void aLookThatIsRecordedAgainChangesNothing() {
        start(0);
        apply(look(60, 2));
        application.heard.clear();
        start(60);
        apply(look(60, 2));
        apply(look(60, 2));

        assertThat(lines()).containsExactly("0-60 2 exact");
        assertThat(announced()).isEmpty();
    }

    @Test
    void anEventIsShownAtOnceAndGivesWayToTheCountWhoeverCounts() {
        start(0);
        apply(look(10, 0));
        apply(event("Liveness probe failed: timeout", 12, 1));
        assertThat(lines()).containsExactly("12-12 1");

        start(20);
        apply(look(25, 3));
        assertThat(lines()).containsExactly("10-25 3 exact");
        assertThat(failures().getFirst().message()).isEqualTo("Liveness probe failed: timeout");
        assertThat(announced()).hasSize(2);
    }

    @Test
    void anEventIsNotToldTwiceByTheNextStart() {
        start(0);
        apply(event("Liveness probe failed: timeout", 12, 1));
        apply(look(25, 1));
        start(40);
        apply(event("Liveness probe failed: timeout", 12, 1));
        apply(look(45, 1));

        assertThat(lines()).containsExactly("12-12 1 exact");
    }

    @Test
    void whereTheCountBeganInTheMiddleBothParts() {
        start(0);
        apply(look(90_000, 9));
        apply(event("Liveness probe failed: timeout", 89_990, 90_008, 5));
        apply(look(90_015, 11));

        assertThat(lines()).containsExactlyInAnyOrder("90000-90015 2 exact", "89990-90000 3");
    }

    @Test
    void aNodeAtWhichNobodyLookedForHoursWhileOkiagariRanIsBegunAnew() {
        start(0);
        apply(look(60, 2));
        apply(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(UID), at(50_000)));
        start(50_010);
        apply(look(50_020, 40));
        apply(look(50_040, 41));

        assertThat(lines()).containsExactly("50020-50040 1 exact", "0-60 2 exact");
    }

    @Test
    void probesThatTheKubeletCouldNotRunAreKeptApart() {
        start(0);
        apply(event("Liveness probe errored: rpc error", 12, 4));

        assertThat(lines()).isEmpty();
        assertThat(history.discardedProbes(HistoryQuery.all()).items())
                .singleElement()
                .satisfies(discarded -> {
                    assertThat(discarded.count()).isEqualTo(4);
                    assertThat(discarded.message()).contains("rpc error");
                });
    }

    private List<HistoryEvent> announced() {
        return application.heard.stream()
                .filter(HistoryEvent.ProbeFailureRecorded.class::isInstance)
                .toList();
    }

    private List<ProbeFailure> failures() {
        return history.probeFailures(HistoryQuery.all()).items();
    }

    private List<String> lines() {
        return failures().stream()
                .map(failure ->
                        "%d-%d %d%s"
                                .formatted(
                                        second(failure.from()),
                                        second(failure.to()),
                                        failure.count(),
                                        failure.exact() ? " exact" : ""))
                .toList();
    }

    private static long second(Instant at) {
        return at.getEpochSecond() - Pods.BORN.getEpochSecond();
    }

    /** Okiagari starts, and sees pod {@code web}. */
    private void start(int second) {
        memory = archive.load(ShownCluster.ID, at(second));
        apply(new ClusterEvent.PodObserved(null, Pods.running("web", 1, 0, 0), at(second)));
        apply(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(UID), at(second)));
    }

    private void apply(ClusterEvent event) {
        Memory known = memory == null ? archive.load(ShownCluster.ID, event.at()) : memory;
        memory = known;
        Instant until = event instanceof ClusterEvent.PodsListed ? event.at() : null;
        announcer.announce(ledger.write(ShownCluster.ID, known.apply(event), until));
    }

    private static ClusterEvent look(int second, int failed) {
        List<ProbeCount> counts =
                failed == 0
                        ? List.of()
                        : List.of(new ProbeCount("app", ProbeType.LIVENESS, failed, 0));
        return new ClusterEvent.ProbesCounted(
                "node", KUBELET, Map.of(UID, counts), at(second), at(second));
    }

    private static ClusterEvent event(String message, int second, int count) {
        return event(message, second, second, count);
    }

    private static ClusterEvent event(String message, int first, int last, int count) {
        return Pods.unhealthy(UID, message, first, last, count);
    }

    private static Instant at(int second) {
        return Pods.at(second);
    }

    /** What the kubelet said each 10 s, of its liveness probe. */
    private static List<ClusterEvent> recordedLooks() {
        List<ClusterEvent> looks = new ArrayList<>();
        Instant at = Instant.EPOCH;
        for (String line : Recordings.text("sleeper/probes-metrics.txt").lines().toList()) {
            if (line.startsWith("# ")) {
                at = Instant.parse(line.substring(2).strip());
            } else {
                String uid = line.replaceFirst(".*pod_uid=\"([^\"]+)\".*", "$1");
                int failed = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
                looks.add(
                        new ClusterEvent.ProbesCounted(
                                "node",
                                Instant.parse("2026-11-23T10:00:00Z"),
                                Map.of(
                                        uid,
                                        List.of(
                                                new ProbeCount(
                                                        "sleeper", ProbeType.LIVENESS, failed, 0))),
                                at,
                                at));
            }
        }
        looks.sort(Comparator.comparing(ClusterEvent::at));
        return looks;
    }
}
