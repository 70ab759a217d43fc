package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * The restart of a whole node: each container of it is restarted once, and Okiagari says why, also
 * where it did not run meanwhile. All pods of the node go through it, so nothing else may use the
 * cluster then. Only where one is named whose node is this machine.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterNodeRestartTests {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Probe LIVENESS =
            new ProbeBuilder()
                    .withNewHttpGet()
                    .withPath("/")
                    .withNewPort(8080)
                    .endHttpGet()
                    .withPeriodSeconds(5)
                    .withTimeoutSeconds(2)
                    .build();
    private static final List<String> APPS = List.of("plain", "probed", "alone", "pair");

    private Lab lab;
    private NodeServices node;
    private Okiagari okiagari;

    @BeforeAll
    void open() {
        Path kubeconfig = RealCluster.kubeconfig();
        node = NodeServices.beside(kubeconfig);
        lab = new Lab(kubeconfig, RealCluster.images());
        awaitNobodyElse();
        lab.open();
        okiagari = Okiagari.watching(kubeconfig, Okiagari.directory(getClass().getSimpleName()));
        lab.deploy(lab.namespace(), "plain", lab.images().sinatra(), Map.of());
        lab.deploy(lab.namespace(), "probed", lab.images().victim(), Map.of(), LIVENESS);
        lab.barePod(lab.namespace(), "alone", lab.images().bare());
        lab.deploy(lab.namespace(), "pair", pair());
        lab.awaitReady(lab.namespace(), "plain", "probed", "alone");
        awaitRunning(Map.of());
    }

    @AfterAll
    void remove() {
        if (node != null) {
            node.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aNodesRestartIsTheCauseOfEachRestart() {
        Map<String, Integer> before = counts();

        node.losePower();

        awaitRunning(before);
        assertNodeRestarted(before);
    }

    @Test
    void aNodesRestartThatNobodyWatchedIsTheCauseOfEachRestart() {
        Map<String, Integer> before = counts();
        okiagari.kill();

        node.losePower();
        awaitRunning(before);
        okiagari.start();

        assertNodeRestarted(before);
    }

    @Test
    void aRestartOfTheRuntimeThatContainersLiveThroughIsNone() {
        Map<String, Integer> before = counts();
        Instant start = now();

        node.restart();

        awaitNode(start);
        lab.awaitGood(okiagari.api(), "plain", PATIENCE);
        assertThat(counts()).isEqualTo(before);
        assertThat(restarts()).hasSize(before.values().stream().mapToInt(n -> n).sum());
        assertThat(told().of("/api/replacements", "plain")).isEmpty();
    }

    /** Two containers, of which an event of the pod tells at once. */
    private PodSpec pair() {
        PodSpec one = lab.spec("pair", lab.images().victim(), Map.of(), null);
        return new PodSpecBuilder(one)
                .addToContainers(
                        new ContainerBuilder(one.getContainers().getFirst())
                                .withName("other")
                                .withEnv(new EnvVar("PORT", "8081", null))
                                .withPorts()
                                .build())
                .build();
    }

    private void assertNodeRestarted(Map<String, Integer> before) {
        for (Map.Entry<String, Integer> one : before.entrySet()) {
            await(one.getKey() + " is told to have been restarted with its node")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .untilAsserted(() ->
                            assertThat(restarts())
                                    .filteredOn(restart -> name(restart).equals(one.getKey()))
                                    .filteredOn(restart ->
                                            restart.path("restartCount").asInt()
                                                    == one.getValue() + 1)
                                    .singleElement()
                                    .satisfies(restart ->
                                            assertThat(restart.path("cause").asString())
                                                    .as("%s", restart)
                                                    .isEqualTo("node-restarted")));
        }
        await("each restart is a row")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(restarts())
                                .hasSize(counts().values().stream().mapToInt(n -> n).sum()));
        assertThat(told().gaps()).allMatch(gap -> gap.path("missed").asInt() == 0);
        for (String app : APPS) {
            assertThat(told().of("/api/replacements", app)).isEmpty();
        }
        told().restart("probed", before.get("probed") + 1, "node-restarted");
    }

    /** It would be done to their pods too. */
    private void awaitNobodyElse() {
        await("no other pods are there")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertThat(lab.client().pods().inAnyNamespace().list().getItems())
                                .extracting(pod -> pod.getMetadata().getNamespace())
                                .allMatch(namespace -> namespace.equals("kube-system")));
    }

    private Told told() {
        return new Told(okiagari.api(), lab.namespace());
    }

    private List<JsonNode> restarts() {
        return okiagari.api().list("/api/restarts", Map.of("namespace", lab.namespace()));
    }

    private static String name(JsonNode restart) {
        return restart.path("container").asString();
    }

    /** The restarts of each container; their names are all different. */
    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        statuses().forEach(one -> counts.put(one.getName(), one.getRestartCount()));
        return counts;
    }

    private List<ContainerStatus> statuses() {
        List<ContainerStatus> all = new ArrayList<>();
        for (Pod pod : lab.client().pods().inNamespace(lab.namespace()).list().getItems()) {
            all.addAll(pod.getStatus().getContainerStatuses());
        }
        return all;
    }

    /** All run, each once more than before. */
    private void awaitRunning(Map<String, Integer> before) {
        await("all run again")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() ->
                        counts().size() == APPS.size() + 1
                                && statuses().stream()
                                        .allMatch(one ->
                                                one.getReady()
                                                        && one.getRestartCount()
                                                                > before.getOrDefault(
                                                                        one.getName(), -1)));
    }

    /** Its kubelet has told of itself since. */
    private void awaitNode(Instant since) {
        await("the node is ready")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        lab.client().nodes().list().getItems().stream()
                                .allMatch(one -> isReadySince(one, since)));
    }

    private static boolean isReadySince(Node node, Instant since) {
        return node.getStatus().getConditions().stream()
                .filter(one -> one.getType().equals("Ready"))
                .allMatch(one ->
                        one.getStatus().equals("True")
                                && !Instant.parse(one.getLastHeartbeatTime()).isBefore(since));
    }

    /** By the node's clock, which is this machine's. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
