package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

/** What is announced once it is stored, as it then stands. */
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:announced")
@Tag("database")
class HistoryEventsIntegrationTests {

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private Announcer announcer;
    @Autowired private Claims claims;
    @Autowired private TransactionTemplate transactions;
    @Autowired private HistoryTables tables;
    @Autowired private HistoryTestApplication application;

    private Memory memory;

    @BeforeEach
    void begin() {
        tables.empty();
        memory = archive.load(ShownCluster.ID, Pods.at(0));
        apply(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(), Pods.at(0)));
        application.heard.clear();
    }

    @Test
    void aNewRestartIsAnnouncedOnce() {
        restart();

        assertThat(restart(0).restartCount()).isEqualTo(1);
        assertThat(restart(0).began().readyAt()).isNull();
        restart();
        assertThat(application.heard).hasSize(1);
    }

    @Test
    void aRestartIsAnnouncedAgainWhenItsCauseIsRevised() {
        restart();
        assertThat(restart(0).cause()).isEqualTo(RestartCause.UNKNOWN);

        see(
                new KubeEvent(
                        "event",
                        "shop",
                        "Pod",
                        "web",
                        "uid-web-0",
                        "app",
                        "Normal",
                        "Killing",
                        "Container app failed liveness probe, will be restarted",
                        1,
                        Pods.at(95),
                        Pods.at(95),
                        "kubelet"));

        assertThat(application.heard).hasSize(2);
        assertThat(restart(1).id()).isEqualTo(restart(0).id());
        assertThat(restart(1).cause()).isEqualTo(RestartCause.LIVENESS);
    }

    @Test
    void aRestartIsAnnouncedAgainWhenItIsReady() {
        restart();
        see(Pods.restarted("web", 3, 1, 100, 137));

        assertThat(application.heard).hasSize(2);
        assertThat(restart(1).id()).isEqualTo(restart(0).id());
        assertThat(restart(1).began().readyAt()).isEqualTo(Pods.at(3));
    }

    @Test
    void aRestartIsAnnouncedAgainWhenItsClaimChangesAndOnlyAfterCommit() {
        UUID experiment = UUID.randomUUID();
        restart();
        PodSnapshot pod = Pods.running("web", 1, 0, 0);
        transactions.executeWithoutResult(
                _ -> claims.claim(experiment, pod.ref(), "app", Pods.id(0)));
        application.heard.clear();

        transactions.executeWithoutResult(_ -> {
            claims.confirm(experiment);
            assertThat(application.heard).isEmpty();
        });
        assertThat(application.heard).hasSize(1);
        assertThat(restart(0).cause()).isEqualTo(RestartCause.INJECTED);
        assertThat(restart(0).experimentId()).isEqualTo(experiment);

        claims.withdraw(experiment);
        assertThat(application.heard).hasSize(2);
        assertThat(restart(1).cause()).isEqualTo(RestartCause.UNKNOWN);
        assertThat(restart(1).experimentId()).isNull();
    }

    @Test
    void aClaimThatIsRolledBackAnnouncesNothing() {
        UUID experiment = UUID.randomUUID();
        restart();
        PodSnapshot pod = Pods.running("web", 1, 0, 0);
        transactions.executeWithoutResult(
                _ -> claims.claim(experiment, pod.ref(), "app", Pods.id(0)));
        application.heard.clear();

        transactions.executeWithoutResult(status -> {
            claims.confirm(experiment);
            status.setRollbackOnly();
        });

        assertThat(application.heard).isEmpty();
    }

    @Test
    void aReplacementIsAnnouncedAndAgainWhenItsSuccessorIsReady() {
        var deleted = new PodSnapshot.Deletion(Pods.at(60), Duration.ofSeconds(30));
        see(pod("web-a", 1, 0, null, true));
        see(pod("web-a", 2, 0, deleted, true));
        see(pod("web-b", 3, 31, null, false));
        assertThat(replacement(0).cause()).isEqualTo(ReplacementCause.DELETED);
        assertThat(replacement(0).began().readyAt()).isNull();

        see(pod("web-b", 4, 31, null, true));

        assertThat(application.heard).hasSize(2);
        assertThat(replacement(1).began().readyAt()).isEqualTo(Pods.at(4));
    }

    @Test
    void aSuccessorThatWasReadyFirstIsAnnouncedWithThat() {
        var deleted = new PodSnapshot.Deletion(Pods.at(60), Duration.ofSeconds(30));
        see(pod("web-a-1", 1, 0, null, true));
        see(pod("web-b-1", 2, 20, null, false));
        see(pod("web-b-1", 3, 20, null, true));
        see(pod("web-a-1", 4, 0, deleted, true));

        assertThat(application.heard).hasSize(1);
        assertThat(replacement(0).cause()).isEqualTo(ReplacementCause.ROLLOUT);
        assertThat(replacement(0).began().readyAt()).isEqualTo(Pods.at(3));
    }

    private static PodSnapshot pod(
            String name, int version, int created, PodSnapshot.Deletion deletion, boolean ready) {
        ContainerState state =
                ready
                        ? new ContainerState.Running(Pods.at(created + 1))
                        : new ContainerState.Waiting("ContainerCreating", null);
        return Pods.pod(
                name,
                new WorkloadRef("shop", "Deployment", "web"),
                version,
                created,
                deletion,
                null,
                Pods.container("containerd://" + name, 0, state, null, Probes.NONE));
    }

    /** Killed, with a liveness probe, and not ready yet. */
    private void restart() {
        see(Pods.running("web", 1, 0, 0));
        see(
                Pods.pod(
                        "web",
                        2,
                        Pods.container(
                                Pods.id(1),
                                1,
                                new ContainerState.Waiting("ContainerCreating", null),
                                Pods.ended(0, 137, 100),
                                Pods.liveness())));
    }

    private void see(PodSnapshot pod) {
        apply(
                new ClusterEvent.PodObserved(
                        null, pod, Pods.at(Integer.parseInt(pod.resourceVersion()))));
    }

    private void see(KubeEvent event) {
        apply(new ClusterEvent.EventObserved(event, Pods.at(200)));
    }

    private void apply(ClusterEvent event) {
        announcer.announce(ledger.write(ShownCluster.ID, memory.apply(event), event.at()));
    }

    private Restart restart(int index) {
        return ((HistoryEvent.RestartRecorded) application.heard.get(index)).restart();
    }

    private Replacement replacement(int index) {
        return ((HistoryEvent.ReplacementRecorded) application.heard.get(index)).replacement();
    }
}
