package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * An Okiagari that is killed in each step of a proof, and started again: on a practice cluster that
 * another one keeps.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeProofKillContractTests {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String PROOFS = ProofContractTests.PROOFS;
    private static final String CHANGES = ProofContractTests.CHANGES;

    private Okiagari keeper;
    private Okiagari okiagari;
    private Lab lab;
    private Relay relay;
    private volatile Relay.Fate writing = Relay.Fate.PASSED;

    /** Where it is when it is killed, and what becomes of it. */
    enum Killed {
        HANGING_BEFORE("failed", false, now -> is(now, "/before/state", "observing")),
        BEFORE_THE_WRITE_ARRIVES("failed", false, now -> is(now, "/change/state", "applying")),
        /** Whoever asks for it has its outcome looked for, so the workload is asked instead. */
        BEFORE_THE_WRITE_IS_ANSWERED("finished", true, _ -> false),
        ROLLING_OUT("finished", true, now -> is(now, "/state", "rolling-out")),
        HANGING_AFTER("failed", true, now -> is(now, "/after/state", "observing"));

        private final String end;
        private final boolean applied;
        private final Predicate<JsonNode> time;

        Killed(String end, boolean applied, Predicate<JsonNode> time) {
            this.end = end;
            this.applied = applied;
            this.time = time;
        }

        private Relay.Fate fate() {
            return switch (this) {
                case BEFORE_THE_WRITE_ARRIVES -> Relay.Fate.HELD;
                case BEFORE_THE_WRITE_IS_ANSWERED -> Relay.Fate.UNANSWERED;
                default -> Relay.Fate.PASSED;
            };
        }

        private static boolean is(JsonNode proof, String pointer, String word) {
            return proof.at(pointer).asString("").equals(word);
        }
    }

    @BeforeAll
    void open() {
        Path directory = Okiagari.directory(getClass().getSimpleName());
        keeper = Okiagari.practising(directory.resolve("cluster"));
        lab = new Lab(keeper.practiceKubeconfig(), PracticeContractTests.IMAGES);
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), this::fate);
        okiagari =
                Okiagari.watching(
                        relay.kubeconfig(directory.resolve("relay")),
                        directory.resolve("own"),
                        "--okiagari.proof.watch=10s",
                        "--okiagari.safety.namespace-share=100");
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
        if (keeper != null) {
            keeper.close();
        }
    }

    private Relay.Fate fate(String line, int before) {
        return line.startsWith("PATCH ") && !line.contains("dryRun") ? writing : Relay.Fate.PASSED;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKilledInAnyStepDoesNothingTwiceAndLeavesNothingHung(Killed killed) {
        String app = killed.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        String id = started(app);
        writing = killed.fate();
        await(app)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        killed == Killed.BEFORE_THE_WRITE_IS_ANSWERED
                                ? container(app).getLivenessProbe() != null
                                : killed.time.test(proof(id)));

        okiagari.kill();
        writing = Relay.Fate.PASSED;
        okiagari.start();

        JsonNode proof =
                await("the end of " + app)
                        .atMost(PATIENCE)
                        .pollInterval(POLL)
                        .until(() -> proof(id), now -> !now.path("finishedAt").isNull());
        assertThat(proof.path("state").asString()).as(proof.toPrettyString()).isEqualTo(killed.end);
        if (killed.end.equals("finished")) {
            assertThat(proof.at("/verdict/conclusion").asString())
                    .as(proof.toPrettyString())
                    .isEqualTo("proven");
        }
        assertThat(container(app).getLivenessProbe() != null).isEqualTo(killed.applied);
        assertThat(hangs(app)).hasSize(proof.path("after").isNull() ? 1 : 2);
        lab.awaitGood(okiagari.api(), app, PATIENCE);
        assertThat(lab.processStates(app)).doesNotContainValue("T");
        System.out.printf(
                "[contract] a proof killed in %s: %s, %s%n",
                app, proof.path("verdict"), proof.path("ended"));
    }

    private String started(String app) {
        lab.deploy(
                lab.namespace(),
                app,
                new PodSpecBuilder(
                                lab.spec(app, lab.images().victim(), Map.of("WORKERS", "2"), null))
                        .withTerminationGracePeriodSeconds(2L)
                        .build());
        lab.awaitReady(lab.namespace(), app);
        lab.awaitGood(okiagari.api(), app, PATIENCE);
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
        request.put("type", "liveness");
        request.put(
                "probe",
                Map.of("handler", "httpGet / 8080 HTTP", "period", 2, "failureThreshold", 2));
        request.put("confirm", List.of("rollout-in-progress"));
        Map<String, Object> dry = new HashMap<>(request);
        dry.put("dryRun", true);
        okiagari.api().post(CHANGES, dry).expect(200);
        return okiagari.api().post(PROOFS, request).expect(201).body().path("id").asString();
    }

    private JsonNode proof(String id) {
        return okiagari.api().get(PROOFS + "/" + id).expect(200).body();
    }

    private List<JsonNode> hangs(String app) {
        return okiagari.api()
                .list("/api/experiments", Map.of("namespace", lab.namespace(), "workload", app));
    }

    private Container container(String app) {
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
                .getFirst();
    }
}
