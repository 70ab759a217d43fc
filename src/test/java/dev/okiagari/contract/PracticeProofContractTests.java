package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Proofs on a practice cluster that runs faster. */
class PracticeProofContractTests extends ProofContractTests {

    private Path kubeconfig;

    @Override
    Okiagari open(Path data) {
        Okiagari started =
                Okiagari.practising(
                        data, "--okiagari.practice.speed=10", "--okiagari.proof.watch=60s");
        kubeconfig = started.practiceKubeconfig();
        return started;
    }

    @Override
    Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    Lab.Images images() {
        return PracticeContractTests.IMAGES;
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Test
    void whatCannotBeHungIsSaidBeforeAnythingIsDone() {
        lab().deploy(lab().namespace(), "alone", images().sinatra(), Map.of());
        lab().awaitReady(lab().namespace(), "alone");
        lab().awaitGood(api(), "alone", patience());
        Map<String, Object> request = request("alone", "liveness");
        JsonNode _ = shown(request);

        Api.Answer refused = api().post(PROOFS, request).expect(409);

        assertThat(refused.body().path("outcome").asString()).isEqualTo("impossible");
        assertThat(refused.body().path("detail").asString()).contains("PID 1");
        assertThat(api().list(PROOFS, Map.of("workload", "alone"))).isEmpty();
        assertThat(liveness("alone")).isNull();
    }
}
