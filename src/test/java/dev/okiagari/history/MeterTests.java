package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The kubelet's counters, and events, folded into one ledger. Pod {@code web} is created at second
 * 0; what is made is written as {@code first-last count}, where {@code >=} is "at least", and what
 * is left of an event's row as {@code left n}.
 */
class MeterTests {

    private static final String UID = "uid-web-0";

    /** Long before any pod. */
    private static final Instant KUBELET = Pods.at(-100_000);

    private final Memory memory =
            new Memory(ShownCluster.ID, null, List.of(), List.of(), List.of(), new Meters());

    @Test
    void growthBetweenTwoLooksIsAnExactNumber() {
        assertThat(made(look(10), look(20, failed(2)), look(30, failed(2)), look(40, failed(5))))
                .containsExactly("10-20 2", "30-40 3");
    }

    @Test
    void aPodThatIsNewIsCountedFromItsCreation() {
        assertThat(made(look(10, failed(3)))).containsExactly("0-10 3");
    }

    @Test
    void whoStartsLateKnowsOnlyWhatIsNewSinceTheFirstLook() {
        assertThat(made(look(90_000, failed(7)), look(90_015, failed(8))))
                .containsExactly("90000-90015 1");
    }

    @Test
    void aKubeletThatStartedAnewCountsFromItsStart() {
        assertThat(
                        made(
                                look(10, failed(2)),
                                look(40, at(25), failed(1)),
                                look(50, at(25), failed(4))))
                .containsExactly("0-10 2", "25-40 1", "40-50 3");
    }

    @Test
    void aKubeletThatStartedAnewMayHaveCountedAsManyAsBefore() {
        assertThat(made(look(10, failed(2)), look(40, at(25), failed(2))))
                .containsExactly("0-10 2", "25-40 2");
    }

    @Test
    void aClockThatIsCorrectedDoesNotMakeAnotherKubelet() {
        assertThat(made(look(10, failed(2)), look(20, KUBELET.plusSeconds(1), failed(3))))
                .containsExactly("0-10 2", "10-20 1");
    }

    @Test
    void aCounterThatFellIsAtLeastWhatItIsNow() {
        assertThat(made(look(10, failed(5)), look(20, failed(2)), look(30, failed(3))))
                .containsExactly("0-10 5", "10-20 >=2", "20-30 1");
    }

    @Test
    void aSeriesThatVanishedAndCameBackCountsFromZero() {
        assertThat(made(look(10, failed(5)), look(20), look(30, failed(6))))
                .containsExactly("0-10 5", "20-30 6");
    }

    @Test
    void aPodThatWasReplacedIsAnotherPod() {
        List<String> made =
                made(
                        look(10, failed(5)),
                        seen("next", 20),
                        new ClusterEvent.ProbesCounted(
                                "node",
                                KUBELET,
                                Map.of("uid-next-20", List.of(failed(1))),
                                at(30),
                                at(30)));

        assertThat(made).containsExactly("0-10 5", "20-30 1");
    }

    @Test
    void aNodeThatCouldNotBeReadForAWhileIsCountedAllTheSame() {
        assertThat(made(look(10), event(12, 13, 2), look(900, failed(40))))
                .containsExactly("12-13 >=2", "left 0", "10-900 40");
    }

    @Test
    void whatEventsToldIsNotToldTwice() {
        assertThat(made(look(10), event(12, 12, 1), look(20, failed(1))))
                .containsExactly("12-12 >=1", "left 0", "12-12 1");
    }

    @Test
    void theCountHasWhatTheEventSaidOfIt() {
        List<Fact> facts =
                facts(look(10), event(12, 12, 1), look(20, failed(1)), look(30, failed(2)));

        assertThat(
                        facts.stream()
                                .filter(Fact.ProbeCounted.class::isInstance)
                                .map(fact -> ((Fact.ProbeCounted) fact).message()))
                .containsExactly("Liveness probe failed: timeout", "");
    }

    @Test
    void eventsThatMissSomeDoNotSayWhereTheCountLies() {
        assertThat(made(look(10), event(12, 12, 1), look(20, failed(3))))
                .containsExactly("12-12 >=1", "left 0", "10-20 3");
    }

    @Test
    void anEventThatCameAfterTheLookIsInTheNext() {
        assertThat(made(look(10), look(20, failed(1)), event(19, 19, 1), look(30, failed(1))))
                .containsExactly("10-20 1", "19-19 >=1", "left 0");
    }

    @Test
    void anEventOfAFailureAfterTheLookWaitsForTheNext() {
        assertThat(made(look(10), event(20, 20, 1), look(20))).containsExactly("20-20 >=1");
        assertThat(more(look(30, failed(1)))).containsExactly("left 0", "20-20 1");
    }

    @Test
    void whatEventsToldOfATimeBeforeTheCountStays() {
        assertThat(made(event(80_000, 80_010, 4), look(90_000, failed(9)), look(90_010, failed(9))))
                .containsExactly("80000-80010 >=4");
    }

    @Test
    void whatEventsToldOfATimeInWhichTheCountBeganIsLessWhatIsCounted() {
        assertThat(
                        made(
                                look(90_000, failed(9)),
                                event(89_990, 90_008, 5),
                                look(90_015, failed(11))))
                .containsExactly("89990-90008 >=5", "left 3", "90000-90015 2");
    }

    @Test
    void whatTheKubeletBeforeLeftUntoldStaysAtLeast() {
        assertThat(made(look(10, failed(1)), event(14, 16, 2), look(40, at(25), failed(1))))
                .containsExactly("0-10 1", "14-16 >=2", "25-40 1");
    }

    @Test
    void similarEventsToldAsOneAreInTheCountsOfThePod() {
        ClusterEvent combined =
                heard("(combined from similar events): Readiness probe failed: x", 12, 18, 4);

        assertThat(made(look(10), combined, look(30, failed(3), readiness(1))))
                .containsExactlyInAnyOrder("12-18 >=4", "left 0", "10-30 3", "10-30 1");
    }

    @Test
    void theCountOfOneProbeIsNotTheOthers() {
        assertThat(made(look(10), event(12, 12, 1), look(20, failed(1), readiness(2))))
                .containsExactlyInAnyOrder("12-12 >=1", "left 0", "12-12 1", "10-20 2");
    }

    @Test
    void whatTheKubeletCouldNotDecideIsDiscardedAndNoFailure() {
        ProbeCount count = new ProbeCount("app", ProbeType.LIVENESS, 1, 4);

        assertThat(made(look(10, failed(1)), look(20, count)))
                .containsExactly("0-10 1", "discarded 4");
    }

    @Test
    void aProbeThatErroredIsDiscardedAndIsInNoCount() {
        ClusterEvent errored =
                heard("Liveness probe errored: rpc error: container not running", 12, 18, 4);

        assertThat(made(look(10), errored, look(30, failed(3))))
                .containsExactly("discarded >=4", "10-30 3");
    }

    @Test
    void aPodOfWhichNothingIsKnownIsTakenInByALaterLook() {
        List<String> made =
                Stream.of(look(10, failed(1)), look(20, failed(2)))
                        .flatMap(event -> memory.apply(event).stream())
                        .flatMap(MeterTests::word)
                        .toList();
        assertThat(made).isEmpty();
        assertThat(made(look(30, failed(3)))).containsExactly("0-30 3");
    }

    @Test
    void withTooManyEventsToRememberTheCountBeginsAnew() {
        List<ClusterEvent> events = new ArrayList<>(List.of(look(90_000, failed(1))));
        for (int n = 1; n <= 101; n++) {
            events.add(event(90_000 + n, 90_000 + n, 1));
        }
        events.add(look(90_200, failed(102)));

        assertThat(made(events.toArray(ClusterEvent[]::new)))
                .hasSize(101)
                .allMatch(made -> made.contains(">="));
    }

    /** What is kept is what the next process goes on from. */
    @Test
    void howFarEachCounterWasReadIsKept() {
        List<Fact> facts = facts(look(10, failed(2)), look(20, failed(2)));

        assertThat(facts)
                .contains(
                        new Fact.Totalled(
                                Pods.running("web", 1, 0, 0).ref(),
                                new ProbeKey("app", ProbeType.LIVENESS),
                                new Total(at(0), 2, 0)),
                        new Fact.NodeLooked(new NodeLook("node", KUBELET, at(10))))
                .doesNotContain(new Fact.NodeLooked(new NodeLook("node", KUBELET, at(20))));
    }

    private List<String> made(ClusterEvent... events) {
        return facts(events).stream().flatMap(MeterTests::word).toList();
    }

    private List<String> more(ClusterEvent... events) {
        return Arrays.stream(events)
                .flatMap(event -> memory.apply(event).stream())
                .flatMap(MeterTests::word)
                .toList();
    }

    private List<Fact> facts(ClusterEvent... events) {
        List<Fact> facts = new ArrayList<>();
        memory.apply(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(), at(0)));
        memory.apply(seen("web", 0));
        for (ClusterEvent event : events) {
            facts.addAll(memory.apply(event));
        }
        return facts;
    }

    private static Stream<String> word(Fact fact) {
        return switch (fact) {
            case Fact.ProbeFailed failed when failed.count().kind().isErrored() ->
                    Stream.of("discarded >=" + failed.failures());
            case Fact.ProbeCounted counted when counted.discarded() ->
                    Stream.of("discarded " + counted.failures());
            case Fact.ProbeFailed failed ->
                    Stream.of(
                            line(failed.from(), failed.count().lastAt(), ">=" + failed.failures()));
            case Fact.ProbeCounted counted ->
                    Stream.of(
                            line(
                                    counted.from(),
                                    counted.to(),
                                    (counted.exact() ? "" : ">=") + counted.failures()));
            case Fact.Reconciled reconciled -> Stream.of("left " + reconciled.left());
            default -> Stream.empty();
        };
    }

    private static String line(Instant from, Instant to, String count) {
        return from.getEpochSecond()
                - Pods.BORN.getEpochSecond()
                + "-"
                + (to.getEpochSecond() - Pods.BORN.getEpochSecond())
                + " "
                + count;
    }

    private static ClusterEvent look(int second, ProbeCount... counts) {
        return look(second, KUBELET, counts);
    }

    private static ClusterEvent look(
            int second, @Nullable Instant startedAt, ProbeCount... counts) {
        return new ClusterEvent.ProbesCounted(
                "node", startedAt, Map.of(UID, List.of(counts)), at(second), at(second));
    }

    private static ProbeCount failed(int failures) {
        return new ProbeCount("app", ProbeType.LIVENESS, failures, 0);
    }

    private static ProbeCount readiness(int failures) {
        return new ProbeCount("app", ProbeType.READINESS, failures, 0);
    }

    private static ClusterEvent seen(String name, int created) {
        return new ClusterEvent.PodObserved(
                null,
                Pods.pod(
                        name,
                        dev.okiagari.cluster.WorkloadRef.bare("shop", name),
                        1,
                        created,
                        null,
                        null,
                        Pods.container(0, created, null)),
                at(created));
    }

    private static ClusterEvent event(int first, int last, int count) {
        return heard("Liveness probe failed: timeout", first, last, count);
    }

    private static ClusterEvent heard(String message, int first, int last, int count) {
        return Pods.unhealthy(UID, message, first, last, count);
    }

    private static Instant at(int second) {
        return Pods.at(second);
    }
}
