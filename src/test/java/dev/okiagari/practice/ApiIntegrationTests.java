package dev.okiagari.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The practice cluster's API through fabric8's client. */
class ApiIntegrationTests {

    private static final Running RUNNING = new Running(10);
    private static final KubernetesClient CLIENT = RUNNING.client();

    @BeforeAll
    static void allPodsRun() {
        RUNNING.awaitRunning();
    }

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void saysWhichVersionItIs() {
        assertThat(CLIENT.getKubernetesVersion().getMinor()).isEqualTo("36");
        assertThat(CLIENT.namespaces().withName("kube-system").get().getMetadata().getUid())
                .isEqualTo(Running.ID);
    }

    @Test
    void everyNamespaceAllowsExperimentsUnlessItSaysOtherwise() {
        var plain =
                new NamespaceBuilder().withNewMetadata().withName("plain").endMetadata().build();
        var closed =
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("closed")
                        .addToLabels("okiagari.dev/experiments", "refused")
                        .endMetadata()
                        .build();

        assertThat(CLIENT.namespaces().resource(plain).create().getMetadata().getLabels())
                .containsEntry("okiagari.dev/experiments", "allowed");
        assertThat(CLIENT.namespaces().resource(closed).create().getMetadata().getLabels())
                .containsEntry("okiagari.dev/experiments", "refused");
    }

    @Test
    void listsComeInPagesAndBySelectors() {
        PodList first =
                CLIENT.pods()
                        .inNamespace("practice")
                        .list(new ListOptionsBuilder().withLimit(2L).build());
        String token = first.getMetadata().getContinue();
        PodList second =
                CLIENT.pods()
                        .inNamespace("practice")
                        .list(new ListOptionsBuilder().withLimit(2L).withContinue(token).build());

        assertThat(first.getItems()).hasSize(2);
        assertThat(second.getItems()).hasSize(2).doesNotContainAnyElementsOf(first.getItems());
        assertThat(CLIENT.pods().inNamespace("practice").withLabel("app", "web").list().getItems())
                .hasSize(3);
        assertThat(
                        CLIENT.pods()
                                .inNamespace("practice")
                                .withField("metadata.name", "once")
                                .list()
                                .getItems())
                .hasSize(1);
        assertThat(
                        CLIENT.pods()
                                .inAnyNamespace()
                                .withLabelSelector("app notin (web),app")
                                .list()
                                .getItems())
                .isNotEmpty()
                .noneMatch(pod -> pod.getMetadata().getLabels().get("app").equals("web"));
    }

    @Test
    void aPodOfADeploymentHasItsOwnersAndIsReplacedWhenDeleted() {
        Pod pod = CLIENT.pods().inNamespace("practice").withName(RUNNING.pod("stubborn")).get();
        var owner = pod.getMetadata().getOwnerReferences().getFirst();
        assertThat(owner.getKind()).isEqualTo("ReplicaSet");
        assertThat(owner.getController()).isTrue();
        assertThat(pod.getMetadata().getLabels()).containsKey("pod-template-hash");

        CLIENT.pods().resource(pod).withGracePeriod(5).delete();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> CLIENT.pods().resource(pod).get() == null);
        assertThat(RUNNING.pod("stubborn")).isNotEqualTo(pod.getMetadata().getName());
    }

    @Test
    void aDeleteWithAnotherUidIsRefusedAndADryRunDoesNothing() {
        Pod pod = CLIENT.pods().inNamespace("practice").withName("once").get();
        String path = "/api/v1/namespaces/practice/pods/once";
        var stale =
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid("11111111-1111-1111-1111-111111111111")
                        .endPreconditions()
                        .build();
        var dry =
                new DeleteOptionsBuilder()
                        .withDryRun("All")
                        .withNewPreconditions()
                        .withUid(pod.getMetadata().getUid())
                        .endPreconditions()
                        .build();

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> CLIENT.raw(path, "DELETE", stale))
                .satisfies(error -> assertThat(error.getCode()).isEqualTo(409));
        CLIENT.raw(path, "DELETE", dry);

        assertThat(CLIENT.pods().resource(pod).get().getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aWatchGoesOnFromAVersionAndSaysGoneForOneThatIsForgotten() {
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<WatcherException> closed = new CompletableFuture<>();
        String version =
                CLIENT.pods().inNamespace("practice").list().getMetadata().getResourceVersion();
        Pod fresh =
                new PodBuilder()
                        .withNewMetadata()
                        .withName("watched")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("okiagari.dev/victim-sh:1")
                        .endContainer()
                        .endSpec()
                        .build();
        CLIENT.pods().inNamespace("practice").resource(fresh).create();

        try (var _ =
                CLIENT.pods()
                        .inNamespace("practice")
                        .withName("watched")
                        .watch(
                                new ListOptionsBuilder().withResourceVersion(version).build(),
                                watcher(seen, closed))) {
            await().atMost(Duration.ofSeconds(10)).until(() -> seen.contains("MODIFIED Running"));
            assertThat(seen.getFirst()).isEqualTo("ADDED Pending");
            CLIENT.pods().inNamespace("practice").withName("watched").withGracePeriod(0).delete();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> seen.getLast().startsWith("DELETED"));
        }
        RUNNING.cluster().store().forgetHistory();
        CompletableFuture<WatcherException> gone = new CompletableFuture<>();
        try (var _ =
                CLIENT.pods()
                        .inNamespace("practice")
                        .watch(
                                new ListOptionsBuilder().withResourceVersion(version).build(),
                                watcher(seen, gone))) {
            await().atMost(Duration.ofSeconds(10)).until(gone::isDone);
            assertThat(gone.join().isHttpGone()).isTrue();
        }
    }

    private static Watcher<Pod> watcher(
            List<String> seen, CompletableFuture<WatcherException> closed) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                seen.add(action + " " + pod.getStatus().getPhase());
            }

            @Override
            public void onClose(@Nullable WatcherException cause) {
                if (cause != null) {
                    closed.complete(cause);
                }
            }
        };
    }

    @Test
    void aBudgetAllowsOneEvictionAndRefusesTheNext() {
        await().atMost(Duration.ofSeconds(20)).until(() -> ready("web") == 3);
        List<Pod> pods =
                CLIENT.pods().inNamespace("practice").withLabel("app", "web").list().getItems();

        assertThat(evict(pods.get(0))).isTrue();
        assertThat(evict(pods.get(1))).isFalse();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> postEviction(pods.get(2), pods.get(2).getMetadata().getUid()))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(429);
                    assertThat(refused.getStatus().getMessage())
                            .isEqualTo(
                                    "Cannot evict pod as it would violate the pod's disruption budget.");
                    assertThat(refused.getStatus().getDetails().getCauses().getFirst().getMessage())
                            .startsWith("The disruption budget web needs 2 healthy pods and has ");
                });
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> postEviction(pods.get(2), "11111111-1111-1111-1111-111111111111"))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(409));

        await().atMost(Duration.ofSeconds(20)).until(() -> ready("web") == 3);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    var status =
                            CLIENT.policy()
                                    .v1()
                                    .podDisruptionBudget()
                                    .inNamespace("practice")
                                    .withName("web")
                                    .get()
                                    .getStatus();
                    assertThat(status.getDisruptionsAllowed()).isEqualTo(1);
                    assertThat(status.getCurrentHealthy()).isEqualTo(3);
                    assertThat(status.getObservedGeneration()).isEqualTo(1L);
                });
    }

    private static void postEviction(Pod pod, String uid) {
        String name = pod.getMetadata().getName();
        var eviction =
                new EvictionBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("practice")
                        .endMetadata()
                        .withDeleteOptions(
                                new DeleteOptionsBuilder()
                                        .withNewPreconditions()
                                        .withUid(uid)
                                        .endPreconditions()
                                        .build())
                        .build();
        var _ =
                CLIENT.raw(
                        "/api/v1/namespaces/practice/pods/" + name + "/eviction", "POST", eviction);
    }

    private static boolean evict(Pod pod) {
        return CLIENT.pods()
                .resource(pod)
                .evict(
                        new EvictionBuilder()
                                .withNewMetadata()
                                .withName(pod.getMetadata().getName())
                                .withNamespace("practice")
                                .endMetadata()
                                .build());
    }

    private static long ready(String app) {
        return CLIENT
                .pods()
                .inNamespace("practice")
                .withLabel("app", app)
                .list()
                .getItems()
                .stream()
                .filter(pod ->
                        pod.getMetadata().getDeletionTimestamp() == null
                                && pod.getStatus().getContainerStatuses().stream()
                                        .allMatch(status -> status.getReady()))
                .count();
    }

    @Test
    void logsAreThereForThisRunAndTheOneBefore() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RUNNING.restarts(RUNNING.pod("crash-loop")) > 0);
        var pod = CLIENT.pods().inNamespace("practice").withName(RUNNING.pod("crash-loop"));

        assertThat(pod.terminated().getLog()).contains("victim: exiting by itself");
        assertThat(pod.tailingLines(1).getLog().lines()).hasSizeLessThanOrEqualTo(1);
        assertThat(
                        CLIENT.pods()
                                .inNamespace("practice")
                                .withName(RUNNING.pod("sleeper"))
                                .limitBytes(7)
                                .getLog())
                .hasSize(7);
    }

    @Test
    void aDeploymentIsScaledThroughItsScale() {
        var prefork = CLIENT.apps().deployments().inNamespace("practice").withName("prefork");
        var scale = prefork.scale(null);
        assertThat(scale.getSpec().getReplicas()).isEqualTo(1);
        assertThat(scale.getStatus().getSelector()).isEqualTo("app=prefork");

        scale.getSpec().setReplicas(2);
        var _ = prefork.scale(scale);

        assertThat(prefork.get().getSpec().getReplicas()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> ready("prefork") == 2);
        scale.getSpec().setReplicas(1);
        scale.getMetadata().setResourceVersion(null);
        var _ = prefork.scale(scale);
        await().atMost(Duration.ofSeconds(20)).until(() -> ready("prefork") == 1);
    }

    @Test
    void whatIsWrittenLaterIsInALogThatIsFollowed() {
        String pod = RUNNING.pod("sleeper");
        var out = new ByteArrayOutputStream();
        try (var _ = CLIENT.pods().inNamespace("practice").withName(pod).watchLog(out)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains("Listening"));
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Gracefully");

            Running.Ran _ = RUNNING.exec(pod, "kill", "-TERM", "1");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains("Gracefully"));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(CLIENT.pods().inNamespace("practice").withName("nobody").get()).isNull();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> CLIENT.pods().inNamespace("practice").withName("nobody").getLog())
                .withMessageContaining("pods \"nobody\" not found");
    }
}
