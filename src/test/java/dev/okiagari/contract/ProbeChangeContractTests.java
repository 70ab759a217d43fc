package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Probes added, changed, removed and undone through the REST API, by an Okiagari that a relay can
 * cut off. What a subclass gives is the cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProbeChangeContractTests {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final String CHANGES = "/api/probe-changes";

    private Path directory;
    private Lab lab;
    private Relay relay;
    private Okiagari okiagari;
    private volatile Relay.Fate writing = Relay.Fate.PASSED;

    /** The cluster's kubeconfig. */
    abstract Path open(Path data);

    abstract Lab.Images images();

    abstract void shut();

    @BeforeAll
    void deploy() {
        directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(open(directory.resolve("cluster")), images());
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), this::fate);
        okiagari =
                Okiagari.watching(
                        relay.kubeconfig(directory.resolve("relay")), directory.resolve("own"));
    }

    @AfterAll
    void remove() {
        if (okiagari != null) {
            okiagari.close();
        }
        if (relay != null) {
            relay.close();
        }
        if (lab != null) {
            lab.close();
        }
        shut();
    }

    private Relay.Fate fate(String line, int before) {
        return line.startsWith("PATCH ") && !line.contains("dryRun") ? writing : Relay.Fate.PASSED;
    }

    private Api api() {
        return okiagari.api();
    }

    private void deploy(String app, @Nullable Probe liveness) {
        lab.deploy(lab.namespace(), app, images().sinatra(), Map.of(), liveness);
        lab.awaitReady(lab.namespace(), app);
        awaitSeen(app);
    }

    /** By the guards too: a rollout that is just over is remembered for some seconds. */
    private void awaitSeen(String app) {
        lab.awaitGood(api(), app, PATIENCE);
    }

    private static Map<String, Object> probe() {
        return new HashMap<>(
                Map.of("handler", "httpGet / 8080 HTTP", "initialDelay", 15, "timeout", 12));
    }

    private Map<String, Object> request(String kind, String app, @Nullable Object probe) {
        return request(lab.namespace(), kind, app, probe);
    }

    private static Map<String, Object> request(
            String namespace, String kind, String app, @Nullable Object probe) {
        Map<String, Object> request = new HashMap<>();
        request.put(
                "target",
                Map.of(
                        "namespace",
                        namespace,
                        "workload",
                        Map.of("kind", kind, "name", app),
                        "container",
                        app));
        request.put("type", "liveness");
        request.put("probe", probe);
        // The rollout before may not be over yet, and is of no interest here.
        request.put("confirm", List.of("rollout-in-progress"));
        return request;
    }

    private JsonNode shown(Map<String, Object> request) {
        Map<String, Object> dry = new HashMap<>(request);
        dry.put("dryRun", true);
        return api().post(CHANGES, dry).expect(200).body();
    }

    private JsonNode applied(Map<String, Object> request, JsonNode shown) {
        Api.Answer answer = api().post(CHANGES, following(request, shown)).expect(201);
        assertThat(answer.location()).hasValue(CHANGES + "/" + shown.path("id").asString());
        assertThat(answer.body().path("state").asString()).as(answer.text()).isEqualTo("applied");
        return answer.body();
    }

    private static Map<String, Object> following(Map<String, Object> request, JsonNode shown) {
        Map<String, Object> following = new HashMap<>(request);
        following.put("follows", shown.path("id").asString());
        return following;
    }

    private Deployment deployment(String app) {
        return lab.client().apps().deployments().inNamespace(lab.namespace()).withName(app).get();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static String hash(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels.getOrDefault("pod-template-hash", labels.get("controller-revision-hash"));
    }

    private Pod awaitOther(String app, String hash) {
        return await("a ready pod of " + app + " that is not of " + hash)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsMatching(early ->
                        early instanceof AssertionError || early instanceof NoSuchElementException)
                .until(
                        () -> lab.pod(app),
                        pod -> !hash(pod).equals(hash) && lab.status(app).getReady());
    }

    @Test
    void whatWasShownIsAppliedRolledOutAndUndoneToTheEarlierRevision() {
        deploy("plain", null);
        String before = hash(lab.pod("plain"));
        ObjectMeta metadata = deployment("plain").getMetadata();
        var request = request("Deployment", "plain", probe());

        JsonNode shown = shown(request);

        assertThat(shown.path("state").asString()).isEqualTo("rehearsed");
        assertThat(shown.path("change").asString()).isEqualTo("added");
        assertThat(shown.path("diff").asString().lines())
                .as(shown.toPrettyString())
                .contains("+        livenessProbe:", "+          initialDelaySeconds: 15")
                .noneMatch(line -> line.startsWith("-"));
        assertThat(shown.path("manifest").asString()).contains("kind: Deployment", "livenessProbe");
        assertThat(shown.path("missingPermissions")).isEmpty();
        assertThat(shown.path("revision").asString()).isEqualTo(before);
        assertThat(deployment("plain").getMetadata().getGeneration())
                .isEqualTo(metadata.getGeneration());

        JsonNode applied = applied(request, shown);

        Probe probe = container(deployment("plain")).getLivenessProbe();
        assertThat(probe.getInitialDelaySeconds()).isEqualTo(15);
        assertThat(probe.getTimeoutSeconds()).isEqualTo(12);
        assertThat(awaitOther("plain", before).getSpec().getContainers().getFirst())
                .extracting(Container::getLivenessProbe)
                .isNotNull();
        api().post(CHANGES, following(request, shown)).expect(409);

        String id = applied.path("id").asString();
        String after = hash(lab.pod("plain"));
        JsonNode undone = api().delete(CHANGES + "/" + id).expect(200).body();

        assertThat(undone.path("state").asString()).isEqualTo("undone");
        assertThat(container(deployment("plain")).getLivenessProbe()).isNull();
        assertThat(hash(awaitOther("plain", after))).isEqualTo(before);
        api().delete(CHANGES + "/" + id).expect(409);
        assertThat(api().list(CHANGES, Map.of("namespace", lab.namespace(), "workload", "plain")))
                .singleElement()
                .satisfies(one -> assertThat(one.path("state").asString()).isEqualTo("undone"));
    }

    @Test
    void whatNobodyWasShownIsNotApplied() {
        deploy("unseen", null);
        var request = request("Deployment", "unseen", probe());

        Api.Answer refused = api().post(CHANGES, request).expect(409);

        assertThat(refused.body().path("detail").asString()).contains("dry run");
        JsonNode _ = shown(request);
        Map<String, Object> other = probe();
        other.put("timeout", 11);
        api().post(CHANGES, request("Deployment", "unseen", other)).expect(409);
        assertThat(container(deployment("unseen")).getLivenessProbe()).isNull();
        // the same body again names the dry run that it follows
        api().post(CHANGES, request).expect(201);
        assertThat(container(deployment("unseen")).getLivenessProbe()).isNotNull();
    }

    @Test
    void aWorkloadThatWasChangedMeanwhileIsLeftAlone() {
        deploy("moved", null);
        var request = request("Deployment", "moved", probe());
        JsonNode shown = shown(request);
        patch("moved", "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}}}");

        Api.Answer refused = api().post(CHANGES, following(request, shown)).expect(409);

        assertThat(refused.body().path("detail").asString()).contains("generation");
        assertThat(container(deployment("moved")).getLivenessProbe()).isNull();
    }

    @Test
    void aNewLabelOfTheWorkloadIsNoReasonToAskAgain() {
        deploy("labelled", null);
        var request = request("Deployment", "labelled", probe());
        JsonNode shown = shown(request);
        patch("labelled", "{\"metadata\":{\"labels\":{\"colour\":\"blue\"}}}");

        JsonNode _ = applied(request, shown);

        assertThat(container(deployment("labelled")).getLivenessProbe()).isNotNull();
        assertThat(deployment("labelled").getMetadata().getLabels())
                .containsEntry("colour", "blue");
    }

    @Test
    void whatSomebodyHasChangedSinceIsNotUndone() {
        deploy("since", null);
        var request = request("Deployment", "since", probe());
        JsonNode applied = applied(request, shown(request));
        patch("since", "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}}}");

        Api.Answer refused =
                api().delete(CHANGES + "/" + applied.path("id").asString()).expect(409);

        assertThat(refused.body().path("detail").asString()).contains("metadata.annotations");
        assertThat(container(deployment("since")).getLivenessProbe()).isNotNull();
        assertThat(
                        api().get(CHANGES + "/" + applied.path("id").asString())
                                .expect(200)
                                .body()
                                .path("state")
                                .asString())
                .isEqualTo("applied");
    }

    @Test
    void whatTheClusterRefusesIsSaidAtItsField() {
        deploy("refused", null);
        Map<String, Object> probe = probe();
        probe.put("period", -1);
        probe.put("timeout", -2);
        probe.put("successThreshold", 2);
        probe.put("handler", Map.of("httpGet", Map.of("path", "/", "port", 70000)));
        var request = request("Deployment", "refused", probe);
        request.put("dryRun", true);

        Api.Answer refused = api().post(CHANGES, request).expect(422);

        assertThat(refused.fields())
                .containsExactlyInAnyOrder(
                        "probe.handler.port",
                        "probe.timeout",
                        "probe.period",
                        "probe.successThreshold");
        assertThat(refused.text())
                .contains(
                        "must be between 1 and 65535",
                        "must be greater than or equal to 0",
                        "must be 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-name-that-is-too-long", "Upper", "8080x--y"})
    void aPortNameThatCannotBeIsRefusedAlike(String name) {
        if (deployment("named") == null) {
            deploy("named", null);
        }
        Map<String, Object> probe = probe();
        probe.put("handler", Map.of("tcpSocket", Map.of("port", name)));
        var request = request("Deployment", "named", probe);
        request.put("dryRun", true);

        assertThat(api().post(CHANGES, request).expect(422).fields())
                .contains("probe.handler.port");
    }

    @Test
    void aHandlerIsReplacedByAnotherAndAProbeIsRemoved() {
        deploy(
                "probed",
                new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath("/")
                        .withNewPort(8080)
                        .endHttpGet()
                        .withPeriodSeconds(20)
                        .build());
        String first = hash(lab.pod("probed"));
        Map<String, Object> exec =
                Map.of(
                        "handler",
                        Map.of("exec", Map.of("command", List.of("sh", "-c", "exit 0"))),
                        "period",
                        20);
        var change = request("Deployment", "probed", exec);
        JsonNode shown = shown(change);
        assertThat(shown.path("change").asString()).isEqualTo("changed");
        assertThat(shown.path("manifest").asString()).contains("httpGet: null");

        JsonNode _ = applied(change, shown);

        Probe now = container(deployment("probed")).getLivenessProbe();
        assertThat(now.getHttpGet()).isNull();
        assertThat(now.getExec().getCommand()).containsExactly("sh", "-c", "exit 0");
        Pod second = awaitOther("probed", first);
        awaitSeen("probed");
        var removal = request("Deployment", "probed", null);
        JsonNode removed = applied(removal, shown(removal));
        assertThat(removed.path("change").asString()).isEqualTo("removed");
        assertThat(container(deployment("probed")).getLivenessProbe()).isNull();
        Pod _ = awaitOther("probed", hash(second));
        var nothing = request("Deployment", "probed", null);
        nothing.put("dryRun", true);
        api().post(CHANGES, nothing).expect(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StatefulSet", "DaemonSet"})
    void otherKindsRollOutAndBackToo(String kind) {
        String app = kind.toLowerCase(java.util.Locale.ROOT);
        make(kind, app);
        lab.awaitReady(lab.namespace(), app);
        awaitSeen(app);
        String before = hash(lab.pod(app));
        var request = request(kind, app, probe());

        JsonNode applied = applied(request, shown(request));

        Pod second = awaitOther(app, before);
        assertThat(second.getSpec().getContainers().getFirst().getLivenessProbe()).isNotNull();
        api().delete(CHANGES + "/" + applied.path("id").asString()).expect(200);
        assertThat(hash(awaitOther(app, hash(second)))).isEqualTo(before);
    }

    private void make(String kind, String app) {
        Map<String, String> labels = Map.of("app", app);
        var spec = lab.spec(app, images().sinatra(), Map.of(), null);
        if (kind.equals("StatefulSet")) {
            lab.client()
                    .apps()
                    .statefulSets()
                    .inNamespace(lab.namespace())
                    .resource(
                            new StatefulSetBuilder()
                                    .withNewMetadata()
                                    .withName(app)
                                    .endMetadata()
                                    .withNewSpec()
                                    .withServiceName(app)
                                    .withReplicas(1)
                                    .withNewSelector()
                                    .withMatchLabels(labels)
                                    .endSelector()
                                    .withNewTemplate()
                                    .withNewMetadata()
                                    .withLabels(labels)
                                    .endMetadata()
                                    .withSpec(spec)
                                    .endTemplate()
                                    .endSpec()
                                    .build())
                    .create();
        } else {
            lab.client()
                    .apps()
                    .daemonSets()
                    .inNamespace(lab.namespace())
                    .resource(
                            new DaemonSetBuilder()
                                    .withNewMetadata()
                                    .withName(app)
                                    .endMetadata()
                                    .withNewSpec()
                                    .withNewSelector()
                                    .withMatchLabels(labels)
                                    .endSelector()
                                    .withNewTemplate()
                                    .withNewMetadata()
                                    .withLabels(labels)
                                    .endMetadata()
                                    .withSpec(spec)
                                    .endTemplate()
                                    .endSpec()
                                    .build())
                    .create();
        }
    }

    @Test
    void guardsAndTheHaltStandBeforeIt() {
        deploy("guarded", null);
        lab.deploy(lab.closedNamespace(), "shut", images().sinatra(), Map.of());
        var closed = request(lab.closedNamespace(), "Deployment", "shut", probe());
        closed.put("dryRun", true);
        assertThat(api().post(CHANGES, closed).expect(409).body().path("guard").asString())
                .isEqualTo("not-allowed-here");
        var request = request("Deployment", "guarded", probe());
        JsonNode shown = shown(request);

        api().post("/api/halt").expect(200);
        try {
            Api.Answer refused = api().post(CHANGES, following(request, shown)).expect(409);
            assertThat(refused.body().path("guard").asString()).isEqualTo("halted");
        } finally {
            api().delete("/api/halt").expect(200);
        }
        assertThat(container(deployment("guarded")).getLivenessProbe()).isNull();
        assertThat(applied(request, shown).path("state").asString()).isEqualTo("applied");
    }

    @Test
    void aPortThatNobodyListensOnIsSaidBefore() {
        deploy("deaf", null);
        Map<String, Object> probe = probe();
        probe.put("handler", "tcpSocket 9");

        JsonNode shown = shown(request("Deployment", "deaf", probe));

        assertThat(cautions(shown))
                .as(shown.toPrettyString())
                .containsExactly("liveness.caution.nobody-listens.others");
        assertThat(shown.at("/cautions/0/arguments/1").asString()).isNotBlank();
        Map<String, Object> unnamed = probe();
        unnamed.put("handler", "tcpSocket web");
        assertThat(cautions(shown(request("Deployment", "deaf", unnamed))))
                .containsExactly("liveness.caution.no-such-name");
        assertThat(cautions(shown(request("Deployment", "deaf", probe())))).isEmpty();
    }

    private static List<String> cautions(JsonNode shown) {
        return Api.items(shown.path("cautions")).stream()
                .map(caution -> caution.path("key").asString())
                .toList();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var request = request("Deployment", "nobody", probe());
        request.put("dryRun", true);
        api().post(CHANGES, request).expect(404);
        var pod = request("Pod", "nobody", probe());
        pod.put("dryRun", true);
        api().post(CHANGES, pod).expect(404);
        api().get(CHANGES + "/00000000-0000-7000-8000-000000000000").expect(404);
        api().delete(CHANGES + "/00000000-0000-7000-8000-000000000000").expect(404);
    }

    /** Where the write is when Okiagari is killed. */
    enum Killed {
        BEFORE_IT_ARRIVES(Relay.Fate.HELD, "failed"),
        BEFORE_THE_ANSWER(Relay.Fate.UNANSWERED, "applied");

        private final Relay.Fate fate;
        private final String end;

        Killed(Relay.Fate fate, String end) {
            this.fate = fate;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKillBetweenTheIntentAndTheAnswerIsSettledByALookAtTheWorkload(Killed killed)
            throws InterruptedException {
        String app = "killed-" + killed.end;
        deploy(app, null);
        var request = request("Deployment", app, probe());
        JsonNode shown = shown(request);
        long generation = deployment(app).getMetadata().getGeneration();
        writing = killed.fate;
        Api clicked = api();
        Thread click =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                clicked.post(CHANGES, following(request, shown));
                            } catch (RuntimeException cut) {
                                assertThat(cut).isNotNull();
                            }
                        });
        String path = CHANGES + "/" + shown.path("id").asString();
        await("it is written")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        killed.fate == Relay.Fate.HELD
                                ? state(path).equals("applying")
                                : deployment(app).getMetadata().getGeneration() > generation);

        okiagari.kill();
        writing = Relay.Fate.PASSED;
        click.join();
        okiagari.start();

        await("it is settled")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> state(path), state -> state.equals(killed.end));
        boolean there = container(deployment(app)).getLivenessProbe() != null;
        assertThat(there).isEqualTo(killed.end.equals("applied"));
        if (there) {
            api().delete(path).expect(200);
            assertThat(container(deployment(app)).getLivenessProbe()).isNull();
        }
    }

    private String state(String path) {
        return api().get(path).expect(200).body().path("state").asString();
    }

    private void patch(String app, String patch) {
        Deployment _ =
                lab.client()
                        .apps()
                        .deployments()
                        .inNamespace(lab.namespace())
                        .withName(app)
                        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }
}
