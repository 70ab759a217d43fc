package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What waits to be recorded: all of it in its order, or as much as fits, and since when not. */
class InboxTests {

    private static final Duration NOW = Duration.ZERO;

    private final Inbox inbox = new Inbox(3);

    @Test
    void looksThatTellTheSameAreOneAndTheNewestStays() throws Exception {
        see(Pods.running("web", 1, 0, 0), 1);
        see(Pods.running("web", 2, 0, 0), 2);
        see(Pods.running("web", 3, 0, 0), 3);

        assertThat(taken()).extracting(InboxTests::version).containsExactly("3");
    }

    @Test
    void aRestartIsNeverMergedAwayWhileThereIsRoom() throws Exception {
        see(Pods.running("web", 1, 0, 0), 1);
        see(Pods.restarted("web", 2, 1, 100, 1), 2);
        see(Pods.restarted("web", 3, 2, 200, 1), 3);

        assertThat(taken()).extracting(InboxTests::version).containsExactly("1", "2", "3");
    }

    @Test
    void whenItIsFullTheNewestLookTakesThePlaceOfTheOneThatWaits() throws Exception {
        see(Pods.running("web", 1, 0, 0), 1);
        see(Pods.running("db", 2, 0, 0), 2);
        see(Pods.running("api", 3, 0, 0), 3);
        see(Pods.restarted("web", 4, 1, 100, 1), 4);
        see(Pods.restarted("web", 5, 2, 200, 1), 5);

        assertThat(taken()).extracting(InboxTests::version).containsExactly("5", "2", "3");
        assertThat(inbox.lostSince()).isNull();
    }

    @Test
    void anOlderLookNeverTakesThePlaceOfANewerOne() throws Exception {
        see(Pods.restarted("web", 9, 2, 200, 1), 1);
        see(Pods.restarted("web", 8, 1, 100, 1), 2);

        assertThat(taken()).extracting(InboxTests::version).containsExactly("9");
    }

    @Test
    void whatDoesNotFitIsRememberedByItsTime() throws Exception {
        for (int i = 1; i <= 5; i++) {
            see(Pods.running("pod-" + i, i, 0, 0), i);
        }

        assertThat(taken()).hasSize(3);
        assertThat(inbox.lostSince()).isEqualTo(Pods.at(4));
        inbox.found();
        assertThat(inbox.lostSince()).isNull();
    }

    @Test
    void whatSaysWhichPodsThereAreAlwaysFits() throws Exception {
        for (int i = 1; i <= 3; i++) {
            see(Pods.running("pod-" + i, i, 0, 0), i);
        }
        inbox.put("one", NOW, new ClusterEvent.PodsListed("one", null, null, Set.of(), Pods.at(4)));

        assertThat(taken()).hasSize(4);
        assertThat(inbox.lostSince()).isNull();
    }

    @Test
    void aLookAfterAPodsEndIsNotPutBeforeIt() throws Exception {
        PodSnapshot web = Pods.running("web", 1, 0, 0);
        see(web, 1);
        inbox.put("one", NOW, new ClusterEvent.PodRemoved(web, Pods.at(2), true));
        see(Pods.running("web", 3, 0, 0), 3);

        assertThat(taken()).hasSize(3);
    }

    @Test
    void whatAnotherClusterToldIsABatchOfItsOwn() throws Exception {
        see(Pods.running("web", 1, 0, 0), 1);
        inbox.put(
                "two",
                NOW,
                new ClusterEvent.PodObserved(null, Pods.running("web", 2, 0, 0), Pods.at(2)));

        assertThat(inbox.take("one", NOW).looks()).hasSize(1);
        assertThat(inbox.take("one", NOW).clusterId()).isEqualTo("two");
    }

    /** A look that came late takes an early place, but what lies between is not taken yet. */
    @Test
    void aBatchIsCompleteUpToWhenItsLastPlaceWasTaken() throws Exception {
        see(Pods.running("web", 1, 0, 0), 1);
        see(Pods.running("web", 2, 0, 0), 9);

        assertThat(inbox.take("one", NOW).until()).isEqualTo(Pods.at(1));
    }

    @Test
    void aClockThatIsSetBackIsAGap() throws Exception {
        see(Pods.running("web", 1, 0, 0), 100);
        see(Pods.running("db", 2, 0, 0), 40);
        see(Pods.running("api", 3, 0, 0), 50);

        assertThat(inbox.take("one", NOW).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Fact.GapSeen.class,
                        gap -> {
                            assertThat(gap.reason()).isEqualTo(GapReason.CLOCK_STEPPED);
                            assertThat(gap.from()).isEqualTo(Pods.at(40));
                            assertThat(gap.to()).isEqualTo(Pods.at(100));
                        });
    }

    @Test
    void neighboursWhoseTimesAreSwappedAreNoStep() throws Exception {
        see(Pods.running("web", 1, 0, 0), Pods.at(2));
        see(Pods.running("db", 2, 0, 0), Pods.at(2).minusMillis(900));

        assertThat(inbox.take("one", NOW).steps()).isEmpty();
    }

    private void see(PodSnapshot pod, int second) {
        see(pod, Pods.at(second));
    }

    private void see(PodSnapshot pod, Instant at) {
        inbox.put("one", NOW, new ClusterEvent.PodObserved(null, pod, at));
    }

    private List<ClusterEvent> taken() throws InterruptedException {
        return inbox.take("one", NOW).looks().stream().map(Inbox.Look::event).toList();
    }

    private static String version(ClusterEvent event) {
        return ((ClusterEvent.PodObserved) event).after().resourceVersion();
    }
}
