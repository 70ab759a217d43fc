package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
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

/** A proof whose replica is killed is gone on with by the other one, and only by that. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeReplicasProofTests {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String PROOFS = ProofContractTests.PROOFS;

    private Postgres postgres;
    private Okiagari keeper;
    private Okiagari one;
    private Okiagari other;
    private Lab lab;

    /** Where it is when it is killed, and what becomes of it. */
    enum Killed {
        HANGING_BEFORE("failed", 1, now -> is(now, "/before/state", "observing")),
        ROLLING_OUT("finished", 2, now -> is(now, "/state", "rolling-out"));

        private final String end;
        private final int hangs;
        private final Predicate<JsonNode> time;

        Killed(String end, int hangs, Predicate<JsonNode> time) {
            this.end = end;
            this.hangs = hangs;
            this.time = time;
        }

        private static boolean is(JsonNode proof, String pointer, String word) {
            return proof.at(pointer).asString("").equals(word);
        }
    }

    @BeforeAll
    void open() {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        Path directory = Okiagari.directory(getClass().getSimpleName());
        postgres = Postgres.start();
        keeper = Okiagari.practising(directory.resolve("cluster"));
        lab = new Lab(keeper.practiceKubeconfig(), PracticeContractTests.IMAGES);
        lab.open();
        one = replica(directory.resolve("one"));
        other = replica(directory.resolve("other"));
    }

    private Okiagari replica(Path data) {
        return Okiagari.watching(
                keeper.practiceKubeconfig(),
                data,
                "--spring.datasource.url=" + postgres.url(),
                "--okiagari.replicas.enabled=true",
                "--okiagari.proof.watch=10s",
                "--okiagari.safety.namespace-share=100");
    }

    @AfterAll
    void remove() {
        for (Okiagari process : new Okiagari[] {one, other}) {
            if (process != null) {
                process.close();
            }
        }
        if (lab != null) {
            lab.close();
        }
        if (keeper != null) {
            keeper.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOtherGoesOnWithItAndNothingIsHungTwice(Killed killed) {
        String app = killed.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        String id = started(app);
        await(app)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> killed.time.test(proof(one, id)));

        one.kill();

        JsonNode proof =
                await("the end of " + app)
                        .atMost(PATIENCE)
                        .pollInterval(POLL)
                        .until(() -> proof(other, id), now -> !now.path("finishedAt").isNull());
        one.start();
        assertThat(proof.path("state").asString()).as(proof.toPrettyString()).isEqualTo(killed.end);
        assertThat(other.output()).containsOnlyOnce("taking up proof " + id);
        assertThat(
                        other.api()
                                .list(
                                        "/api/experiments",
                                        Map.of("namespace", lab.namespace(), "workload", app)))
                .hasSize(killed.hangs);
        lab.awaitGood(other.api(), app, PATIENCE);
        assertThat(lab.processStates(app)).doesNotContainValue("T");
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
        lab.awaitGood(one.api(), app, PATIENCE);
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
        one.api().post(ProofContractTests.CHANGES, dry).expect(200);
        return one.api().post(PROOFS, request).expect(201).body().path("id").asString();
    }

    private static JsonNode proof(Okiagari replica, String id) {
        return replica.api().get(PROOFS + "/" + id).expect(200).body();
    }
}
