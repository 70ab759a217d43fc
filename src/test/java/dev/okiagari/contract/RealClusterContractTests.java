package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudgetBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
            Api.Answer kept =
                    watching.api()
                            .post(
                                    "/api/experiments",
                                    Faults.request(Faults.pod(pod), Faults.deletePod()))
                            .expect(403);
            assertThat(kept.body().path("outcome").asString()).as(kept.text()).isEqualTo("denied");
            assertThat(kept.body().path("detail").asString()).contains("delete on pods");
            assertThat(lab().pod("calm").getMetadata().getUid())
                    .isEqualTo(pod.getMetadata().getUid());
        }
    }

    @Test
    void anEvictionThatABudgetForbidsIsDeniedAndQuotesIt() {
        String app = "budgeted";
        lab().deploy(lab().namespace(), app, images().victim(), Map.of());
        lab().awaitReady(lab().namespace(), app);
        Pod pod = lab().pod(app);
        budget(app);
        var request = Faults.request(Faults.pod(pod), Map.of("type", "evict-pod"));
        request.put("confirm", List.of("disruption-budget"));

        JsonNode experiment = api().experimented(request);

        assertVerdict(experiment, "denied", true);
        assertThat(experiment.at("/verdict/explanation/text").asString())
                .as(experiment.toPrettyString())
                .contains("disruption budget")
                .contains("budget-of-one");
        assertThat(lab().pod(app).getMetadata().getUid()).isEqualTo(pod.getMetadata().getUid());
    }

    private void budget(String app) {
        var budgets =
                lab().client()
                        .policy()
                        .v1beta1()
                        .podDisruptionBudget()
                        .inNamespace(lab().namespace());
        budgets.resource(
                        new PodDisruptionBudgetBuilder()
                                .withNewMetadata()
                                .withName("budget-of-one")
                                .endMetadata()
                                .withNewSpec()
                                .withNewMinAvailable(1)
                                .withNewSelector()
                                .withMatchLabels(Map.of("app", app))
                                .endSelector()
                                .endSpec()
                                .build())
                .create();
        await("the budget counts its pod")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> budgets.withName("budget-of-one").get().getStatus(),
                        status -> status != null && status.getCurrentHealthy() == 1);
    }

    @Test
    void anImageWithoutADigestCannotBeReplacedByAnEqualOne() {
        Pod pod = lab().pod("calm");
        var request = Faults.request(Faults.container(pod), Map.of("type", "restart-container"));

        JsonNode forecast = api().post("/api/forecasts", request).expect(200).body();

        assertThat(words(forecast.path("possible")))
                .as(forecast.toPrettyString())
                .containsExactly("impossible");
        assertThat(forecast.at("/explanation/text").asString()).contains("digest");
        Api.Answer refused = api().post("/api/experiments", request).expect(409);
        assertThat(refused.body().path("outcome").asString()).isEqualTo("impossible");
        assertThat(lab().status("calm").getRestartCount()).isZero();
    }
}
