package dev.okiagari.practice;

import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.Sleep;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A practice cluster with fabric8's client, on a clock that runs several times as fast. */
final class Running implements AutoCloseable {

    static final String ID = "3f0d8b5e-43d1-4b6d-9b0e-7f8f6f6f1a11";

    private final PracticeCluster cluster;
    private final KubernetesClient client;

    Running(int speed) {
        Instant start = Instant.parse("2026-11-23T12:00:00Z");
        long began = System.nanoTime();
        Clock clock = new Fast(start, began, speed);
        Sleep sleep = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos() / speed);
        this.cluster = new PracticeCluster(clock, sleep, ID);
        Config config =
                new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig()))
                        .withRequestRetryBackoffLimit(0)
                        .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    KubernetesClient client() {
        return client;
    }

    PracticeCluster cluster() {
        return cluster;
    }

    /** The name of the pod of an application, that is not about to go. */
    String pod(String app) {
        return client
                .pods()
                .inNamespace("practice")
                .withLabel("app", app)
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .findFirst()
                .orElseThrow();
    }

    ContainerStatus status(String pod) {
        return client.pods()
                .inNamespace("practice")
                .withName(pod)
                .get()
                .getStatus()
                .getContainerStatuses()
                .getFirst();
    }

    int restarts(String pod) {
        return status(pod).getRestartCount();
    }

    String containerId(String pod) {
        return status(pod).getContainerID();
    }

    void awaitRunning() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    var pods = client.pods().inNamespace("practice").list().getItems();
                    return pods.stream()
                                            .filter(pod ->
                                                    !pod.getMetadata()
                                                            .getOwnerReferences()
                                                            .isEmpty())
                                            .count()
                                    == replicas()
                            && pods.stream()
                                    .allMatch(pod -> "Running".equals(pod.getStatus().getPhase()));
                });
    }

    private long replicas() {
        return client.apps().deployments().inNamespace("practice").list().getItems().stream()
                .mapToInt(deployment -> deployment.getSpec().getReplicas())
                .sum();
    }

    /** What a command left behind. */
    record Ran(@Nullable Integer code, String out, String err) {}

    Ran exec(String pod, String... command) {
        return execIn(pod, null, command);
    }

    Ran execIn(String pod, @Nullable String container, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        var target = client.pods().inNamespace("practice").withName(pod);
        try (var watch =
                (container == null ? target : target.inContainer(container))
                        .writingOutput(out)
                        .writingError(err)
                        .exec(command)) {
            Integer code = watch.exitCode().get(10, TimeUnit.SECONDS);
            return new Ran(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
    }

    /** A clock that runs fast. */
    private static final class Fast extends Clock {
        private final Instant start;
        private final long began;
        private final int speed;

        Fast(Instant start, long began, int speed) {
            this.start = start;
            this.began = began;
            this.speed = speed;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return start.plus(Duration.ofNanos((System.nanoTime() - began) * speed));
        }
    }
}
