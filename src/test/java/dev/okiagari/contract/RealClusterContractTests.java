package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The promises, kept on a real cluster; only where one is named. */
class RealClusterContractTests extends ContractTests {

    @Override
    Okiagari okiagari(Path data) {
        return Okiagari.watching(kubeconfig(), data);
    }

    @Override
    Path kubeconfig() {
        return RealCluster.kubeconfig();
    }

    @Override
    Lab.Images images() {
        return RealCluster.images();
    }

    @Test
    void anExecThatTheClusterForbidsIsForecastToBeDenied() {
        String namespace = lab().namespace();
        Pod pod = lab().pod("calm");
        Path kubeconfig =
                new Watcher(lab().client(), namespace).kubeconfig(directory().resolve("watcher"));
        try (Okiagari watching =
                another(
                        "watching",
                        kubeconfig,
                        "--okiagari.cluster.namespaces=" + namespace,
                        "--okiagari.experiment.namespaces=" + namespace)) {
            awaitShown(watching, pod);
            var request = Faults.request(Faults.container(pod), Faults.signal("TERM"));

            JsonNode forecast = watching.api().post("/api/forecasts", request).expect(200).body();

            assertThat(forecast.path("outcome").asString())
                    .as(forecast.toPrettyString())
                    .isEqualTo("denied");
            Api.Answer refused = watching.api().post("/api/experiments", request).expect(403);
            assertThat(refused.body().path("outcome").asString())
                    .as(refused.text())
                    .isEqualTo("denied");
            assertThat(refused.body().path("detail").asString()).isNotBlank();
            JsonNode deleted =
                    watching.api()
                            .experimented(Faults.request(Faults.pod(pod), Faults.deletePod()));
            assertVerdict(deleted, "denied", false);
            assertThat(lab().pod("calm").getMetadata().getUid())
                    .isEqualTo(pod.getMetadata().getUid());
        }
    }
}
