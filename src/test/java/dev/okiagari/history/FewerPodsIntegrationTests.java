package dev.okiagari.history;

import static dev.okiagari.history.Pods.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Pods that went because there were to be fewer, through a database and out of it again. */
@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=${okiagari.test.url:jdbc:h2:mem:fewer}")
class FewerPodsIntegrationTests {

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private History history;
    @Autowired private HistoryTables tables;

    @BeforeEach
    void empty() {
        tables.empty();
    }

    @Test
    void aPodThatItsControllerDeletedIsReplacedByNone() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), going("a-2", 3, 30));
        feed(deleted("a-2", 30), gone("a-2", 4, 30));

        assertThat(replacements())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.cause()).isEqualTo(ReplacementCause.SCALED);
                    assertThat(one.ended().pod().name()).isEqualTo("a-2");
                    assertThat(one.ended().at()).isEqualTo(at(30));
                    assertThat(one.at()).isEqualTo(at(30));
                    assertThat(one.began()).isNull();
                    assertThat(String.valueOf(one.evidence())).contains("history.replaced.fewer");
                });
    }

    @Test
    void itsControllersWordMayComeAfterItHasGone() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), gone("a-2", 3, 30));
        assertThat(replacements()).isEmpty();

        feed(deleted("a-2", 30));

        assertThat(replacements())
                .singleElement()
                .satisfies(one -> assertThat(one.began()).isNull());
    }

    @Test
    void whatComesInItsPlaceLaterIsItsSuccessor() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), deleted("a-2", 30), gone("a-2", 3, 30));

        feed(pod("a-3", 4, 200));

        assertThat(replacements())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.cause()).isEqualTo(ReplacementCause.SCALED);
                    assertThat(one.at()).isEqualTo(at(200));
                    assertThat(one.began())
                            .extracting(began -> began.pod().name())
                            .isEqualTo("a-3");
                    assertThat(String.valueOf(one.evidence())).contains("history.replaced.scaled");
                });
    }

    /** A rollout may take pods away first. */
    @Test
    void anotherRevisionInItsPlaceIsARollout() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), deleted("a-2", 30), gone("a-2", 3, 30));

        feed(pod("b-1", 4, 35));

        assertThat(replacements())
                .singleElement()
                .extracting(Replacement::cause)
                .isEqualTo(ReplacementCause.ROLLOUT);
    }

    @Test
    void theSameAgainIsNoSecondOne() {
        for (int start = 0; start < 3; start++) {
            feed(pod("a-1", 1, 0), pod("a-2", 2, 0), listed("uid-a-1-0", "uid-a-2-0"));
            feed(deleted("a-2", 30), gone("a-2", 3, 30));
        }

        assertThat(replacements()).hasSize(1);
    }

    @Test
    void whatNoControllerSpokeOfIsNotTold() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), gone("a-2", 3, 30));

        assertThat(replacements()).isEmpty();
    }

    @Test
    void itIsFoundByItsPodAndItsCause() {
        feed(pod("a-1", 1, 0), pod("a-2", 2, 0), deleted("a-2", 30), gone("a-2", 3, 30));

        assertThat(history.replacements(HistoryQuery.all().withPod("a-2")).items()).hasSize(1);
        assertThat(history.replacements(HistoryQuery.all().withPod("a-1")).items()).isEmpty();
        assertThat(history.replacements(HistoryQuery.all().withCause("scaled")).items()).hasSize(1);
    }

    /** Each time with the memory of a process that has just started. */
    private void feed(ClusterEvent... events) {
        Memory memory = archive.load(ShownCluster.ID, at(3600));
        List<Fact> facts = new ArrayList<>(memory.apply(listed("uid-a-1-0", "uid-a-2-0")));
        for (ClusterEvent event : events) {
            facts.addAll(memory.apply(event));
        }
        var _ = ledger.write(ShownCluster.ID, facts, at(100));
    }

    private List<Replacement> replacements() {
        return history.replacements(HistoryQuery.all()).items();
    }

    private static ClusterEvent listed(String... uids) {
        return new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(uids), at(1));
    }

    private static ClusterEvent deleted(String pod, int second) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event",
                        "shop",
                        "ReplicaSet",
                        "web-a",
                        "uid-of-the-set",
                        null,
                        "Normal",
                        "SuccessfulDelete",
                        "Deleted pod: " + pod,
                        1,
                        at(second),
                        at(second),
                        "replicaset-controller"),
                at(second));
    }

    private static ClusterEvent pod(String name, int version, int created) {
        return new ClusterEvent.PodObserved(
                null, snapshot(name, version, created, null), at(created + 2));
    }

    private static ClusterEvent going(String name, int version, int since) {
        return new ClusterEvent.PodObserved(null, snapshot(name, version, 0, since), at(since));
    }

    private static ClusterEvent gone(String name, int version, int since) {
        return new ClusterEvent.PodRemoved(snapshot(name, version, 0, since), at(since + 5), true);
    }

    /** Of revision a or b, as its name begins. */
    private static PodSnapshot snapshot(
            String name, int version, int created, @Nullable Integer since) {
        return Pods.pod(
                name,
                new WorkloadRef("shop", "Deployment", "web"),
                version,
                created,
                since == null
                        ? null
                        : new PodSnapshot.Deletion(at(since + 30), Duration.ofSeconds(30)),
                null,
                Pods.container(
                        "containerd://" + name,
                        0,
                        new ContainerState.Running(at(created + 1)),
                        null,
                        Probes.NONE),
                name.substring(0, 1));
    }
}
