package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.contract.NodeProcesses.Seen;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What ends containers and pods past Okiagari, on a real cluster: each restart and replacement has
 * the cause that was its cause, or none that was not. Only where a cluster is named.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterCausesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(500);

    /** One that never fails: it asks first when all is up. */
    private static final Probe GOOD = probe().withInitialDelaySeconds(45).build();

    private static final Probe EAGER =
            probe().withPeriodSeconds(2).withTimeoutSeconds(1).withFailureThreshold(3).build();

    private Lab lab;
    private Okiagari okiagari;
    private Told told;

    @BeforeAll
    void open() {
        Path kubeconfig = RealCluster.kubeconfig();
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        okiagari = Okiagari.watching(kubeconfig, Okiagari.directory(getClass().getSimpleName()));
        told = new Told(okiagari.api(), lab.namespace());
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
    void whatTakesMoreMemoryThanItMayIsOutOfMemory() {
        PodSpec leaking = spec("leaking", Map.of("LEAK_MIB", "16"), null, bare());
        lab.deploy(
                lab.namespace(),
                "leaking",
                container(
                        leaking,
                        one ->
                                one.withResources(
                                        new ResourceRequirementsBuilder()
                                                .addToLimits("memory", new Quantity("48Mi"))
                                                .build())));

        JsonNode restart = told.restart("leaking", "oom");

        assertThat(restart.path("exitCode").asInt()).isEqualTo(137);
    }

    @Test
    void whatEndsByItselfWithNoughtIsCompleted() {
        deploy("done", Map.of("EXIT_AFTER", "3", "EXIT_CODE", "0"), null);

        assertThat(told.restart("done", "completed").path("exitCode").asInt()).isZero();
    }

    @Test
    void whatEndsByItselfWithAnotherCodeIsACrash() {
        deploy("failing", Map.of("EXIT_AFTER", "3", "EXIT_CODE", "3"), GOOD);

        JsonNode restart = told.restart("failing", "crash");

        assertThat(restart.path("exitCode").asInt()).isEqualTo(3);
        assertThat(evidence(restart)).contains("exit code 3");
    }

    @Test
    void whatEndsByItselfWithTheCodeOfASignalIsACrashThatNamesIt() {
        deploy("signalled", Map.of("EXIT_AFTER", "3", "EXIT_CODE", "143"), null);

        assertThat(evidence(told.restart("signalled", "crash"))).contains("143", "SIGTERM");
    }

    @Test
    void whatCannotBeStartedIsACrashThatSaysSo() {
        PodSpec spec = spec("unstartable", Map.of(), null, bare());
        lab.deploy(
                lab.namespace(),
                "unstartable",
                container(spec, one -> one.withCommand("/no-such-program")));

        JsonNode restart = told.restart("unstartable", "crash");

        assertThat(key(restart)).isEqualTo("history.evidence.crash-start");
        assertThat(restart.at("/ended/startedAt").isNull()).as("%s", restart).isTrue();
    }

    @Test
    void aSignalSentByHandIsACrashWhereTheProgramEndsSo() {
        lab.deploy(lab.namespace(), "hand-crash", lab.images().sinatra(), Map.of(), GOOD);
        lab.awaitGood(okiagari.api(), "hand-crash", PATIENCE);

        lab.exec("hand-crash", "kill", "-TERM", "1");

        JsonNode restart = told.restart("hand-crash", "crash");
        assertThat(restart.path("exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void aSignalSentByHandIsCompletedWhereTheProgramEndsSo() {
        deploy("hand-done", Map.of("ON_TERM", "exit"), GOOD);
        lab.awaitGood(okiagari.api(), "hand-done", PATIENCE);

        lab.exec("hand-done", "kill", "-TERM", "1");

        told.restart("hand-done", "completed");
    }

    @Test
    void aSignalSentFromTheNodeIsNobodysButTheProgramsEnd() throws Exception {
        deploy("node-term", Map.of("ON_TERM", "exit"), GOOD);
        deploy("node-kill", Map.of("ON_TERM", "ignore"), null);
        lab.awaitGood(okiagari.api(), "node-term", PATIENCE);
        lab.awaitGood(okiagari.api(), "node-kill", PATIENCE);

        signalOnNode("node-term", "TERM");
        signalOnNode("node-kill", "KILL");

        told.restart("node-term", "completed");
        assertThat(evidence(told.restart("node-kill", "crash"))).contains("137", "SIGKILL");
    }

    /** It can be told neither from a kill by a probe whose events are held back, nor called one. */
    @Test
    void aKillFromTheNodeOfWhatHasAProbeIsCalledUnknown() throws Exception {
        deploy("node-kill-probed", Map.of(), GOOD);
        lab.awaitGood(okiagari.api(), "node-kill-probed", PATIENCE);

        signalOnNode("node-kill-probed", "KILL");

        assertThat(key(told.restart("node-kill-probed", "unknown")))
                .isEqualTo("history.evidence.maybe-probe");
    }

    @Test
    void whatItsLivenessProbeKillsSaysWhichAndAfterHowManyFailures() {
        deploy("hung", Map.of("HANG_AFTER", "8"), EAGER);

        JsonNode restart = told.restart("hung", "liveness");

        assertThat(key(restart)).isEqualTo("history.evidence.probe");
        assertThat(evidence(restart)).contains("3");
        Pod pod = lab.pod("hung");
        await("at least as many failures as the events prove")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(POLL)
                .untilAsserted(() -> {
                    List<JsonNode> failures =
                            okiagari.api()
                                    .list(
                                            "/api/probe-failures",
                                            Map.of(
                                                    "podUid",
                                                    pod.getMetadata().getUid(),
                                                    "probe",
                                                    "liveness"));
                    assertThat(failures)
                            .isNotEmpty()
                            .noneMatch(one -> one.path("exact").asBoolean());
                    assertThat(failures.stream().mapToInt(one -> one.path("count").asInt()).sum())
                            .isEqualTo(counted(pod, "Unhealthy", "Liveness probe failed"))
                            .isGreaterThanOrEqualTo(3);
                });
    }

    @Test
    void whatItsStartupProbeKillsSaysSo() {
        PodSpec spec = spec("slow", Map.of("START_DELAY", "600"), null, bare());
        lab.deploy(
                lab.namespace(),
                "slow",
                container(
                        spec,
                        one ->
                                one.withStartupProbe(
                                        probe().withPeriodSeconds(2)
                                                .withFailureThreshold(2)
                                                .build())));

        assertThat(key(told.restart("slow", "startup"))).isEqualTo("history.evidence.probe");
    }

    @Test
    void anotherImageInAPodIsAChangedDefinition() {
        lab.barePod(lab.namespace(), "patched", spec("patched", Map.of(), null, bare()));
        lab.awaitGood(okiagari.api(), "patched", PATIENCE);

        lab.client()
                .pods()
                .inNamespace(lab.namespace())
                .withName("patched")
                .edit(old -> {
                    old.getSpec().getContainers().getFirst().setImage(lab.images().victim());
                    return old;
                });

        told.restart("patched", "definition-changed");
    }

    @Test
    void anotherEnvironmentIsARolloutWithItsRevision() {
        deploy("rolled", Map.of("NAP", "0"), null);
        assertRollout("rolled", one -> one.withEnv(new EnvVar("NAP", "1", null)));
    }

    @Test
    void anotherImageIsARolloutWithItsRevision() {
        deploy("reimaged", Map.of(), null);
        assertRollout("reimaged", one -> one.withImage(lab.images().bare()));
    }

    private void assertRollout(String app, UnaryOperator<ContainerBuilder> change) {
        String before = revision(lab.awaitGood(okiagari.api(), app, PATIENCE));

        lab.client()
                .apps()
                .deployments()
                .inNamespace(lab.namespace())
                .withName(app)
                .edit(old -> {
                    PodSpec now = container(old.getSpec().getTemplate().getSpec(), change);
                    old.getSpec().getTemplate().setSpec(now);
                    return old;
                });

        JsonNode replacement = told.replacement(app, "rollout");
        String after = revision(lab.pod(app));
        assertThat(after).isNotEqualTo(before);
        assertThat(evidence(replacement)).contains(before, after);
        await(app + "'s rollout is complete")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(told.of("/api/rollouts", app))
                                .singleElement()
                                .satisfies(one -> {
                                    assertThat(one.path("revision").asString()).isEqualTo(after);
                                    assertThat(one.path("state").asString()).isEqualTo("complete");
                                }));
        assertThat(told.of("/api/restarts", app)).isEmpty();
    }

    @Test
    void whatItsControllerDeletedBecauseThereWereToBeFewerIsScaled() {
        deploy("fewer", Map.of(), null);
        lab.awaitGood(okiagari.api(), "fewer", PATIENCE);
        scale("fewer", 2);
        scale("fewer", 1);

        JsonNode ended = told.replacement("fewer", "scaled");
        assertThat(ended.path("began").isNull()).as("%s", ended).isTrue();

        scale("fewer", 2);

        await("what came later is its successor")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> told.replacement("fewer", "scaled").path("began").isObject());
    }

    @Test
    void anOutsidersEvictionIsDeletedWhereTheClusterSaysNoMore() {
        deploy("evicted", Map.of(), null);
        Pod pod = lab.awaitGood(okiagari.api(), "evicted", PATIENCE);

        assertThat(lab.client().pods().resource(pod).evict()).isTrue();

        JsonNode replacement = told.replacement("evicted", "deleted");
        assertThat(replacement.at("/ended/podUid").asString())
                .isEqualTo(pod.getMetadata().getUid());
    }

    @Test
    void anOutsidersDeleteIsDeleted() {
        deploy("deleted", Map.of(), null);
        Pod pod = lab.awaitGood(okiagari.api(), "deleted", PATIENCE);

        lab.client().pods().resource(pod).delete();

        JsonNode replacement = told.replacement("deleted", "deleted");
        assertThat(replacement.at("/ended/podUid").asString())
                .isEqualTo(pod.getMetadata().getUid());
    }

    private void deploy(String app, Map<String, String> environment, @Nullable Probe liveness) {
        lab.deploy(lab.namespace(), app, spec(app, environment, liveness, lab.images().victim()));
    }

    /** It has two seconds to end. */
    private PodSpec spec(
            String app, Map<String, String> environment, @Nullable Probe liveness, String image) {
        return new PodSpecBuilder(lab.spec(app, image, environment, liveness))
                .withTerminationGracePeriodSeconds(2L)
                .build();
    }

    private String bare() {
        return lab.images().bare();
    }

    private static PodSpec container(PodSpec spec, UnaryOperator<ContainerBuilder> change) {
        return new PodSpecBuilder(spec)
                .withContainers(
                        change.apply(new ContainerBuilder(spec.getContainers().getFirst())).build())
                .build();
    }

    private static ProbeBuilder probe() {
        return new ProbeBuilder().withNewHttpGet().withPath("/").withNewPort(8080).endHttpGet();
    }

    private void scale(String app, int replicas) {
        lab.client()
                .apps()
                .deployments()
                .inNamespace(lab.namespace())
                .withName(app)
                .scale(replicas);
        await("%s has %d pods".formatted(app, replicas))
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        lab
                                        .client()
                                        .pods()
                                        .inNamespace(lab.namespace())
                                        .withLabel("app", app)
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(pod ->
                                                pod.getMetadata().getDeletionTimestamp() == null)
                                        .filter(pod ->
                                                pod.getStatus().getContainerStatuses().stream()
                                                        .anyMatch(one -> one.getReady()))
                                        .count()
                                == replicas);
    }

    private void signalOnNode(String app, String signal) {
        Seen main = NodeProcesses.main(NodeProcesses.of(lab.status(app).getContainerID()));
        Signals.send(signal, main.onNode());
    }

    /** What the events of a pod add up to. */
    private int counted(Pod pod, String reason, String about) {
        return lab.client().v1().events().inNamespace(lab.namespace()).list().getItems().stream()
                .filter(event ->
                        pod.getMetadata().getUid().equals(event.getInvolvedObject().getUid()))
                .filter(event -> reason.equals(event.getReason()))
                .filter(event -> event.getMessage().contains(about))
                .mapToInt(RealClusterCausesTests::count)
                .sum();
    }

    private static int count(Event event) {
        return event.getCount() == null ? 1 : event.getCount();
    }

    private static String revision(Pod pod) {
        return pod.getMetadata().getLabels().get("pod-template-hash");
    }

    private static String key(JsonNode told) {
        return told.at("/evidence/key").asString();
    }

    private static String evidence(JsonNode told) {
        return told.at("/evidence/text").asString();
    }
}
