package dev.okiagari.history;

import static dev.okiagari.history.Pods.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerState;
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

/**
 * Rollouts and replacements through a database and out of it again, restarts of Okiagari between.
 */
@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=${okiagari.test.url:jdbc:h2:mem:rollouts}")
class RolloutsIntegrationTests {

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private History history;
    @Autowired private HistoryTables tables;

    @BeforeEach
    void empty() {
        tables.empty();
    }

    @Test
    void aRolloutIsKeptWithItsBeginningAndItsEnd() {
        feed(listed(), pod("a-1", 1, 0, null), pod("b-1", 2, 20, null), pod("a-1", 3, 0, 30));

        assertThat(rollouts())
                .singleElement()
                .satisfies(rollout -> {
                    assertThat(rollout.workload())
                            .isEqualTo(new WorkloadRef("shop", "Deployment", "web"));
                    assertThat(rollout.revision()).isEqualTo("b");
                    assertThat(rollout.from()).isEqualTo(at(20));
                    assertThat(rollout.to()).isEqualTo(at(30));
                    assertThat(rollout.state()).isEqualTo(RolloutState.COMPLETE);
                });
        assertThat(replacements())
                .singleElement()
                .satisfies(replacement -> {
                    assertThat(replacement.cause()).isEqualTo(ReplacementCause.ROLLOUT);
                    assertThat(String.valueOf(replacement.evidence()))
                            .contains("history.replaced.rollout", "[a, b]");
                });
    }

    @Test
    void aRolloutThatOkiagariLeftIsGoneOnWith() {
        feed(listed(), pod("a-1", 1, 0, null), pod("b-1", 2, 20, null));
        feed(
                pod("a-1", 1, 0, null),
                pod("b-1", 2, 20, null),
                listed("uid-a-1-0", "uid-b-1-20"),
                pod("a-1", 3, 0, 30));

        assertThat(rollouts())
                .singleElement()
                .extracting(Rollout::state)
                .isEqualTo(RolloutState.COMPLETE);
    }

    @Test
    void aRolloutWhileOkiagariWasNotRunningIsSeenByItsPods() {
        feed(listed(), pod("a-1", 1, 0, null));
        feed(pod("b-1", 5, 200, null), listed("uid-b-1-200"));

        assertThat(rollouts())
                .singleElement()
                .satisfies(rollout -> {
                    assertThat(rollout.revision()).isEqualTo("b");
                    assertThat(rollout.from()).isEqualTo(at(200));
                    assertThat(rollout.state()).isEqualTo(RolloutState.COMPLETE);
                });
    }

    @Test
    void theSameAgainIsNoRollout() {
        for (int start = 0; start < 3; start++) {
            feed(pod("a-1", 1, 0, null), listed("uid-a-1-0"));
        }

        assertThat(rollouts()).isEmpty();
    }

    @Test
    void rolloutsAreFoundByTheirWorkload() {
        feed(listed(), pod("a-1", 1, 0, null), pod("b-1", 2, 20, null));

        assertThat(history.rollouts(HistoryQuery.all().withWorkload("Deployment/web")).items())
                .hasSize(1);
        assertThat(history.rollouts(HistoryQuery.all().withWorkload("other")).items()).isEmpty();
        assertThat(history.rollouts(HistoryQuery.all().withTo(at(20))).items()).isEmpty();
    }

    /** Each time with the memory of a process that has just started. */
    private void feed(ClusterEvent... events) {
        Memory memory = archive.load(ShownCluster.ID, at(3600));
        List<Fact> facts = new ArrayList<>();
        for (ClusterEvent event : events) {
            facts.addAll(memory.apply(event));
        }
        var _ = ledger.write(ShownCluster.ID, facts, at(100));
    }

    private List<Rollout> rollouts() {
        return history.rollouts(HistoryQuery.all()).items();
    }

    private List<Replacement> replacements() {
        return history.replacements(HistoryQuery.all()).items();
    }

    private static ClusterEvent listed(String... uids) {
        return new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(uids), at(1));
    }

    /** Of revision a or b, as its name begins. */
    private static ClusterEvent pod(
            String name, int version, int created, @Nullable Integer since) {
        PodSnapshot pod =
                Pods.pod(
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
        return new ClusterEvent.PodObserved(null, pod, at(since == null ? created + 2 : since));
    }
}
