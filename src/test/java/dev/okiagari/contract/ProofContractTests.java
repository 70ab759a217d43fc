package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Probes proven through the REST API: a hang, the change, another hang. What a subclass gives is
 * the cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProofContractTests {

    static final String PROOFS = "/api/proofs";
    static final String CHANGES = "/api/probe-changes";

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Set<String> ENDED = Set.of("finished", "failed", "stopped");

    private Lab lab;
    private Okiagari okiagari;

    /** An Okiagari that looks at the cluster. */
    abstract Okiagari open(Path data);

    abstract Path kubeconfig();

    abstract Lab.Images images();

    /** How long a whole proof may take here. */
    abstract Duration patience();

    @BeforeAll
    void deploy() {
        okiagari = open(Okiagari.directory(getClass().getSimpleName()));
        lab = new Lab(kubeconfig(), images());
        lab.open();
    }

    @AfterAll
    void remove() {
        if (lab != null) {
            lab.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
    }

    Lab lab() {
        return lab;
    }

    Api api() {
        return okiagari.api();
    }

    /** A server whose workers can be stopped from inside. */
    void deploy(String app) {
        lab.deploy(lab.namespace(), app, images().victim(), Map.of("WORKERS", "2"));
        lab.awaitReady(lab.namespace(), app);
        lab.awaitGood(api(), app, patience());
    }

    Map<String, Object> request(String app, String type) {
        Map<String, Object> request = new HashMap<>();
        request.put(
                "target",
                Map.of(
                        "namespace",
                        lab.namespace(),
                        "workload",
                        Map.of("kind", "Deployment", "name", app),
                        "container",
                        app));
        request.put("type", type);
        request.put(
                "probe",
                Map.of(
                        "handler",
                        "httpGet / 8080 HTTP",
                        "initialDelay",
                        3,
                        "period",
                        5,
                        "timeout",
                        2,
                        "failureThreshold",
                        2));
        // The rollout before may not be over yet, and is of no interest here.
        request.put("confirm", List.of("rollout-in-progress"));
        return request;
    }

    JsonNode shown(Map<String, Object> request) {
        Map<String, Object> dry = new HashMap<>(request);
        dry.put("dryRun", true);
        return api().post(CHANGES, dry).expect(200).body();
    }

    String started(Map<String, Object> request) {
        Api.Answer answer = api().post(PROOFS, request).expect(201);
        String id = answer.body().path("id").asString();
        assertThat(answer.location()).hasValue(PROOFS + "/" + id);
        return id;
    }

    JsonNode proof(String id) {
        return api().get(PROOFS + "/" + id).expect(200).body();
    }

    JsonNode ended(String id) {
        return await("proof " + id)
                .atMost(patience())
                .pollInterval(POLL)
                .until(() -> proof(id), now -> ENDED.contains(now.path("state").asString()));
    }

    Probe liveness(String app) {
        return lab.client()
                .apps()
                .deployments()
                .inNamespace(lab.namespace())
                .withName(app)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getLivenessProbe();
    }

    private static String hash(Pod pod) {
        return pod.getMetadata().getLabels().get("pod-template-hash");
    }

    @Test
    void aHangThatNothingNoticedIsAnsweredByTheProbeInsideItsForecastAndUndone() {
        deploy("lively");
        String before = hash(lab.pod("lively"));
        Map<String, Object> request = request("lively", "liveness");
        assertThat(api().post(PROOFS, request).expect(409).body().path("detail").asString())
                .contains("dry run");
        JsonNode _ = shown(request);

        String id = started(request);

        assertThat(api().post(PROOFS, request).expect(409).body().path("guard").asString())
                .isEqualTo("same-workload");
        Pod pod = lab.pod("lively");
        Api.Answer other =
                api().post(
                                "/api/experiments",
                                Faults.request(Faults.container(pod), Faults.signal("TERM")));
        assertThat(other.expect(409).body().path("guard").asString()).isEqualTo("same-workload");
        JsonNode proof = ended(id);
        report(proof);
        assertThat(proof.path("state").asString()).as(proof.toPrettyString()).isEqualTo("finished");
        assertThat(proof.at("/verdict/conclusion").asString())
                .as(proof.toPrettyString())
                .isEqualTo("proven");
        assertThat(proof.at("/before/verdict/outcome").asString()).isEqualTo("suspended");
        assertThat(proof.at("/before/target/pod").asString())
                .isEqualTo(pod.getMetadata().getName());
        assertThat(proof.at("/after/verdict/outcome").asString()).isEqualTo("restarted");
        assertThat(proof.at("/after/target/pod").asString())
                .isNotEqualTo(pod.getMetadata().getName());
        assertThat(proof.at("/seenAfter/restarted").asDouble())
                .as(proof.toPrettyString())
                .isBetween(
                        proof.at("/forecast/restarted/min").asDouble() - 1,
                        proof.at("/forecast/restarted/max").asDouble() + 1);
        assertThat(liveness("lively")).isNotNull();

        String change = CHANGES + "/" + proof.at("/change/id").asString();
        assertThat(api().delete(change).expect(200).body().path("state").asString())
                .isEqualTo("undone");
        await("the earlier pods are back")
                .atMost(patience())
                .pollInterval(POLL)
                .ignoreException(AssertionError.class)
                .until(() -> hash(lab.pod("lively")).equals(before));
        assertThat(liveness("lively")).isNull();
    }

    @Test
    void trafficGoesToAHungPodUntilItsReadinessIsAskedFor() {
        deploy("steady");
        Map<String, Object> request = request("steady", "readiness");
        JsonNode _ = shown(request);

        JsonNode proof = ended(started(request));
        report(proof);

        assertThat(proof.at("/verdict/conclusion").asString())
                .as(proof.toPrettyString())
                .isEqualTo("proven");
        assertThat(proof.at("/seenBefore/unready").isNull()).isTrue();
        assertThat(proof.at("/seenAfter/unready").asDouble())
                .isBetween(
                        proof.at("/forecast/detected/min").asDouble() - 1,
                        proof.at("/forecast/detected/max").asDouble() + 1);
        assertThat(proof.at("/seenAfter/back").asDouble())
                .isGreaterThan(proof.at("/seenAfter/unready").asDouble());
        assertThat(proof.at("/after/verdict/outcome").asString()).isEqualTo("suspended");
    }

    @Test
    void whatIsStoppedRunsAgainAndNothingIsChanged() {
        deploy("halted");
        Map<String, Object> request = request("halted", "liveness");
        JsonNode _ = shown(request);
        String id = started(request);
        await("it hangs")
                .atMost(patience())
                .pollInterval(POLL)
                .until(() -> proof(id).at("/before/state").asString().equals("observing"));

        api().delete(PROOFS + "/" + id).expect(200);

        JsonNode proof = ended(id);
        assertThat(proof.path("state").asString()).as(proof.toPrettyString()).isEqualTo("stopped");
        assertThat(proof.at("/ended/during").asString()).isEqualTo("hanging-before");
        assertThat(proof.path("after").isNull()).isTrue();
        assertThat(lab.processStates("halted")).doesNotContainValue("T");
        assertThat(liveness("halted")).isNull();
        assertThat(proof.at("/change/state").asString()).isEqualTo("rehearsed");
    }

    static void report(JsonNode proof) {
        System.out.printf(
                "[contract] proof of %s: %s, before %s, after %s, forecast %s%n",
                proof.path("type").asString(),
                proof.path("verdict"),
                proof.path("seenBefore"),
                proof.path("seenAfter"),
                proof.path("forecast"));
    }
}
