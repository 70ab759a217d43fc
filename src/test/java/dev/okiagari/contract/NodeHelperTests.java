package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.okiagari.contract.NodeProcesses.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * The node helper on a real cluster: what only the node can do, and that nothing of it is left,
 * whatever becomes of Okiagari or of the helper. Only where a cluster is named whose node is this
 * machine.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeHelperTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(100);

    private Path directory;
    private Lab lab;
    private Okiagari okiagari;

    @BeforeAll
    void open() {
        directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(RealCluster.kubeconfig(), RealCluster.images());
        lab.open();
        okiagari = started("main");
        for (String app : List.of("killed", "dozing", "left", "robbed")) {
            lab.deploy(lab.namespace(), app, lab.images().sinatra(), Map.of());
        }
    }

    @AfterAll
    void remove() {
        if (okiagari != null) {
            okiagari.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void sigkillOfTheFirstProcessRestartsItWith137() {
        Pod pod = lab.awaitGood(okiagari.api(), "killed", PATIENCE);

        JsonNode experiment =
                okiagari.api()
                        .ended(
                                okiagari.api()
                                        .started(
                                                Faults.request(
                                                        Faults.container(pod),
                                                        Faults.signal("KILL"))),
                                PATIENCE);

        ContractTests.assertVerdict(experiment, "restarted", true);
        ContractTests.assertPhases(experiment);
        assertThat(experiment.at("/evidence/delivery").asString()).isEqualTo("node-helper");
        assertThat(experiment.at("/evidence/after/ended/exitCode").asInt())
                .as(experiment.toPrettyString())
                .isEqualTo(137);
        assertThat(lab.status("killed").getLastState().getTerminated().getExitCode())
                .isEqualTo(137);
        awaitNoHelper();
    }

    @Test
    void aSuspendOfTheFirstProcessIsSilentForItsTime() {
        Pod pod = lab.awaitGood(okiagari.api(), "dozing", PATIENCE);
        String id = lab.status("dozing").getContainerID();
        Map<String, Object> request = Faults.request(Faults.container(pod), Faults.suspend(5));
        request.put(
                "availability", Map.of("port", 8080, "intervalMillis", 250, "timeoutMillis", 500));

        String started = okiagari.api().started(request);
        awaitState(id, "T");
        assertThat(lab.answers(pod)).as("answers while suspended").isFalse();
        JsonNode experiment = okiagari.api().ended(started, PATIENCE);

        ContractTests.assertVerdict(experiment, "suspended", true);
        assertThat(experiment.at("/evidence/delivery").asString()).isEqualTo("node-helper");
        assertThat(experiment.at("/availability/outages"))
                .as(experiment.toPrettyString())
                .hasSize(1);
        assertThat(experiment.at("/availability/outages/0/seconds").asDouble())
                .as(experiment.toPrettyString())
                .isCloseTo(5, within(2.0));
        assertThat(lab.answers(pod)).isTrue();
        assertThat(lab.status("dozing").getContainerID()).isEqualTo(id);
        report(
                "a suspend of PID 1 for 5 s as HTTP saw it: %s",
                experiment.at("/availability/outages"));
        awaitNoHelper();
    }

    @Test
    void whatAHelperStoppedRunsAgainThoughOkiagariWasKilled() {
        try (Okiagari killed = started("killed")) {
            Pod pod = lab.awaitGood(killed.api(), "left", PATIENCE);
            String id = lab.status("left").getContainerID();
            String experiment =
                    killed.api().started(Faults.request(Faults.container(pod), Faults.suspend(12)));
            awaitState(id, "T");
            long stopped = System.nanoTime();
            killed.kill();

            awaitState(id, "S");
            double after = (System.nanoTime() - stopped) / 1e9;
            assertThat(after).isBetween(9.0, 15.0);
            assertThat(lab.answers(pod)).isTrue();
            report(
                    "a suspend of 12 s by a helper whose Okiagari was killed ended after %.1f s",
                    after);

            killed.start();
            JsonNode ended = killed.api().ended(experiment, PATIENCE);
            assertThat(ended.path("verdict").isObject()).as(ended.toPrettyString()).isTrue();
            report("its verdict: %s", ended.path("verdict"));
            awaitNoHelper();
        }
    }

    @Test
    void aHelperThatIsDeletedResumesAtOnce() {
        Pod pod = lab.awaitGood(okiagari.api(), "robbed", PATIENCE);
        String id = lab.status("robbed").getContainerID();
        String started =
                okiagari.api().started(Faults.request(Faults.container(pod), Faults.suspend(30)));
        awaitState(id, "T");
        Pod helper =
                helpers().stream()
                        .filter(one ->
                                one.getMetadata()
                                        .getLabels()
                                        .containsValue(pod.getMetadata().getUid()))
                        .findFirst()
                        .orElseThrow();

        long deleted = System.nanoTime();
        lab.client().resource(helper).delete();
        awaitState(id, "S");
        double after = (System.nanoTime() - deleted) / 1e9;
        assertThat(after).as("seconds").isLessThan(5);
        report("a helper that was deleted resumed what it had stopped after %.2f s", after);
        JsonNode experiment = okiagari.api().ended(started, PATIENCE);

        assertThat(experiment.at("/verdict/outcome").asString())
                .as("nothing is claimed that was not so: " + experiment.toPrettyString())
                .isEqualTo("unknown");
        assertThat(experiment.at("/verdict/explanation/key").asString())
                .isEqualTo("experiment.verdict.resumed-early");
        assertThat(lab.answers(pod)).isTrue();
        awaitNoHelper();
    }

    private Okiagari started(String name) {
        return Okiagari.watching(
                RealCluster.kubeconfig(),
                directory.resolve(name),
                "--okiagari.safety.namespace-share=100",
                "--okiagari.experiment.node-helper.image=" + RealCluster.helper(),
                "--okiagari.experiment.node-helper.namespace=" + lab.closedNamespace());
    }

    private List<Pod> helpers() {
        return lab.client().pods().inNamespace(lab.closedNamespace()).list().getItems();
    }

    private void awaitNoHelper() {
        await("no helper is left")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(POLL)
                .until(() -> helpers().isEmpty());
    }

    /** Of the container's first process, as its node tells. */
    private static void awaitState(String containerId, String state) {
        await("state " + state)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(POLL)
                .until(() -> {
                    Seen main = NodeProcesses.main(NodeProcesses.of(containerId));
                    return main.state().equals("T") == state.equals("T");
                });
    }

    private static void report(String text, Object... facts) {
        System.out.println("[contract] NodeHelperTests: " + text.formatted(facts));
    }
}
