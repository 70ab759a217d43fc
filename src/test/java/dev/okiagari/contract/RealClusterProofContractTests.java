package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Proofs on a real cluster; only where one is named. Without any privilege where there are
 * processes beside PID 1, and with the node helper where there are none.
 */
@Tag("long")
class RealClusterProofContractTests extends ProofContractTests {

    private static final String APP = "hello-sinatra";

    @Override
    Okiagari open(Path data) {
        return Okiagari.watching(
                kubeconfig(),
                data,
                "--okiagari.safety.namespace-share=100",
                "--okiagari.proof.watch=60s");
    }

    @Override
    Path kubeconfig() {
        return RealCluster.kubeconfig();
    }

    @Override
    Lab.Images images() {
        return RealCluster.images();
    }

    @Override
    Duration patience() {
        return Duration.ofMinutes(12);
    }

    /** The experiment of 2015: three minutes unnoticed, and the probe of that article. */
    @Test
    void helloSinatraHangsUnnoticedForThreeMinutesUntilItHasTheProbeOfTheArticle() {
        lab().deploy(lab().namespace(), APP, images().sinatra(), Map.of());
        lab().awaitReady(lab().namespace(), APP);
        try (Okiagari helped =
                Okiagari.watching(
                        kubeconfig(),
                        Okiagari.directory(getClass().getSimpleName() + "-helped"),
                        "--okiagari.safety.namespace-share=100",
                        "--okiagari.experiment.node-helper.image=" + RealCluster.helper(),
                        "--okiagari.experiment.node-helper.namespace=" + lab().closedNamespace())) {
            prove(helped.api());
        }
    }

    private void prove(Api api) {
        lab().awaitGood(api, APP, patience());
        String before = hash();
        Map<String, Object> request = new HashMap<>(request(APP, "liveness"));
        request.put(
                "probe",
                Map.of("handler", "httpGet / 8080 HTTP", "initialDelay", 15, "timeout", 12));
        Map<String, Object> dry = new HashMap<>(request);
        dry.put("dryRun", true);
        api.post(CHANGES, dry).expect(200);

        String id = api.post(PROOFS, request).expect(201).body().path("id").asString();
        JsonNode proof =
                await("the proof of hello-sinatra")
                        .atMost(patience())
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> api.get(PROOFS + "/" + id).expect(200).body(),
                                now -> !now.path("finishedAt").isNull());

        report(proof);
        assertThat(proof.at("/verdict/conclusion").asString())
                .as(proof.toPrettyString())
                .isEqualTo("proven");
        assertThat(proof.at("/seenBefore/hung").asDouble()).isGreaterThanOrEqualTo(180);
        assertThat(proof.at("/before/evidence/delivery").asString()).isEqualTo("node-helper");
        assertThat(proof.at("/after/verdict/outcome").asString()).isEqualTo("restarted");
        api.delete(CHANGES + "/" + proof.at("/change/id").asString()).expect(200);
        await("the earlier pods are back")
                .atMost(patience())
                .pollInterval(Duration.ofSeconds(1))
                .ignoreException(AssertionError.class)
                .until(() -> hash().equals(before));
    }

    private String hash() {
        return lab().pod(APP).getMetadata().getLabels().get("pod-template-hash");
    }
}
