package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReliefTests {

    private static final PodSnapshot POD = Pods.running("web", 1, 0, 0);
    private static final String UID = POD.ref().uid();

    private final Relief relief = new Relief();

    @Test
    void itBeginsWithEachPodWhatWasHeardAndThatThisIsAll() {
        follow(listed(null), heard("a", 10));

        assertThat(begin())
                .containsExactly(
                        new ClusterEvent.PodObserved(null, POD, Pods.at(100)),
                        heard("a", 10),
                        new ClusterEvent.PodsListed("one", null, null, Set.of(UID), Pods.at(100)));
    }

    @Test
    void ofAnEventTheLatestIsToldAndWhatIsOldIsNot() {
        follow(listed(null), heard("old", 0), heard("a", 1000), heard("a", 1010), heard("b", 1020));

        assertThat(begin())
                .filteredOn(ClusterEvent.EventObserved.class::isInstance)
                .containsExactly(heard("a", 1010), heard("b", 1020));
    }

    @Test
    void whatIsNotInSightHasItsTurnWithItsList() {
        follow(listed(null));
        follow(
                new ClusterEvent.ConnectionChanged(
                        new Connection(Connection.State.DISCONNECTED, Pods.at(50), null),
                        Pods.at(50)));

        assertThat(begin()).isEmpty();
    }

    @Test
    void aNamespaceThatIsNotListedYetIsLeftOut() {
        follow(listed("another"));

        assertThat(begin())
                .containsExactly(
                        new ClusterEvent.PodsListed(
                                "one", "another", null, Set.of(), Pods.at(100)));
    }

    @Test
    void onlyTheFirstListSaysNothingOfAContactBefore() {
        ClusterEvent.PodsListed again =
                new ClusterEvent.PodsListed("one", null, Pods.at(90), Set.of(UID), Pods.at(110));
        assertThat(relief.asTold(again)).isEqualTo(again);

        follow(listed(null));
        ClusterEvent first = begin().getLast();

        assertThat(relief.asTold(first)).isEqualTo(first);
        assertThat(relief.asTold(again)).isEqualTo(again);
    }

    @Test
    void theContactOfOneThatFollowedIsNotThatOfTheOneThatRecorded() {
        assertThat(begin()).isEmpty();

        assertThat(
                        relief.asTold(
                                new ClusterEvent.PodsListed(
                                        "one", null, Pods.at(90), Set.of(UID), Pods.at(110))))
                .isEqualTo(
                        new ClusterEvent.PodsListed("one", null, null, Set.of(UID), Pods.at(110)));
    }

    private void follow(ClusterEvent... events) {
        relief.follow(
                List.of(events).stream()
                        .map(event -> new Inbox.Look(event, Duration.ZERO))
                        .toList());
    }

    private List<ClusterEvent> begin() {
        return relief.begin("one", List.of(POD), Pods.at(100), Duration.ZERO).stream()
                .map(Inbox.Look::event)
                .toList();
    }

    private static ClusterEvent listed(@Nullable String namespace) {
        return new ClusterEvent.PodsListed("one", namespace, null, Set.of(UID), Pods.at(5));
    }

    private static ClusterEvent heard(String uid, int second) {
        Instant at = Pods.at(second);
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        uid,
                        POD.ref().namespace(),
                        "Pod",
                        POD.ref().name(),
                        UID,
                        null,
                        "Warning",
                        "Unhealthy",
                        "Liveness probe failed",
                        1,
                        at,
                        at,
                        "kubelet"),
                at);
    }
}
