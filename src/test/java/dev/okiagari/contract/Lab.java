package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the cases do to a cluster past Okiagari: namespaces of their own with workloads of their
 * own, looked at by another client. Each container is named like its workload.
 */
final class Lab implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(120);
    private static final int PORT = 8080;

    /**
     * The images of the workloads.
     *
     * @param sinatra a Ruby web server as PID 1 with a handler for SIGTERM; with a shell
     * @param victim a web server that pre-forks WORKERS and ends on SIGTERM; with a shell
     * @param bare the same with nothing beside it
     * @param pullPolicy {@code Never} where they are on the nodes already
     */
    record Images(String sinatra, String victim, String bare, String pullPolicy) {}

    private final KubernetesClient client;
    private final Images images;
    private final String suffix =
            Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20), 36);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    Lab(Path kubeconfig, Images images) {
        Config config =
                new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                        .withRequestRetryBackoffLimit(2)
                        .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.images = images;
    }

    KubernetesClient client() {
        return client;
    }

    Images images() {
        return images;
    }

    /** Where injecting is allowed. */
    String namespace() {
        return "contract-" + suffix;
    }

    /** Where it is not. */
    String closedNamespace() {
        return "contract-closed-" + suffix;
    }

    /** Where it never is, whatever else is set. */
    String protectedNamespace() {
        return "kube-contract-" + suffix;
    }

    void open() {
        namespace(namespace(), Map.of("okiagari.dev/experiments", "allowed"));
        namespace(closedNamespace(), Map.of("okiagari.dev/experiments", "refused"));
        namespace(protectedNamespace(), Map.of("okiagari.dev/experiments", "allowed"));
    }

    private void namespace(String name, Map<String, String> labels) {
        client.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withLabels(labels)
                                .endMetadata()
                                .build())
                .create();
    }

    void deploy(String namespace, String app, String image, Map<String, String> environment) {
        deploy(namespace, app, image, environment, null);
    }

    void deploy(
            String namespace,
            String app,
            String image,
            Map<String, String> environment,
            @Nullable Probe liveness) {
        deploy(namespace, app, spec(app, image, environment, liveness));
    }

    void deploy(String namespace, String app, PodSpec spec) {
        Map<String, String> labels = Map.of("app", app);
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(
                        new DeploymentBuilder()
                                .withNewMetadata()
                                .withName(app)
                                .withLabels(labels)
                                .endMetadata()
                                .withNewSpec()
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
    }

    void statefulSet(String namespace, String app, PodSpec spec) {
        Map<String, String> labels = Map.of("app", app);
        client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .resource(
                        new StatefulSetBuilder()
                                .withNewMetadata()
                                .withName(app)
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(1)
                                .withServiceName(app)
                                .withNewSelector()
                                .withMatchLabels(labels)
                                .endSelector()
                                .withTemplate(template(labels, spec))
                                .endSpec()
                                .build())
                .create();
    }

    void daemonSet(String namespace, String app, PodSpec spec) {
        Map<String, String> labels = Map.of("app", app);
        client.apps()
                .daemonSets()
                .inNamespace(namespace)
                .resource(
                        new DaemonSetBuilder()
                                .withNewMetadata()
                                .withName(app)
                                .endMetadata()
                                .withNewSpec()
                                .withNewSelector()
                                .withMatchLabels(labels)
                                .endSelector()
                                .withTemplate(template(labels, spec))
                                .endSpec()
                                .build())
                .create();
    }

    private static PodTemplateSpec template(Map<String, String> labels, PodSpec spec) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(spec)
                .build();
    }

    /** A pod that nothing owns. */
    Pod barePod(String namespace, String app, String image) {
        return barePod(namespace, app, spec(app, image, Map.of(), null));
    }

    Pod barePod(String namespace, String app, PodSpec spec) {
        return client.pods()
                .inNamespace(namespace)
                .resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName(app)
                                .withLabels(Map.of("app", app))
                                .endMetadata()
                                .withSpec(spec)
                                .build())
                .create();
    }

    /** A Job that is tried again twice. */
    void job(String namespace, String app, PodSpec spec) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .resource(
                        new JobBuilder()
                                .withNewMetadata()
                                .withName(app)
                                .endMetadata()
                                .withNewSpec()
                                .withBackoffLimit(2)
                                .withNewTemplate()
                                .withNewMetadata()
                                .withLabels(Map.of("app", app))
                                .endMetadata()
                                .withSpec(spec)
                                .endTemplate()
                                .endSpec()
                                .build())
                .create();
    }

    /** One container that is named like its application. */
    PodSpec spec(
            String app, String image, Map<String, String> environment, @Nullable Probe liveness) {
        List<EnvVar> variables =
                environment.entrySet().stream()
                        .map(entry -> new EnvVar(entry.getKey(), entry.getValue(), null))
                        .toList();
        return new PodSpecBuilder()
                .withTerminationGracePeriodSeconds(30L)
                .withContainers(
                        new ContainerBuilder()
                                .withName(app)
                                .withImage(image)
                                .withImagePullPolicy(images.pullPolicy())
                                .withEnv(variables)
                                .addNewPort()
                                .withContainerPort(PORT)
                                .endPort()
                                .withLivenessProbe(liveness)
                                .build())
                .build();
    }

    /** The one pod of an application that is not about to go. */
    Pod pod(String namespace, String app) {
        List<Pod> found =
                client
                        .pods()
                        .inNamespace(namespace)
                        .withLabel("app", app)
                        .list()
                        .getItems()
                        .stream()
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .toList();
        assertThat(found).as("pods of " + app).hasSize(1);
        return found.getFirst();
    }

    Pod pod(String app) {
        return pod(namespace(), app);
    }

    /** The same, just after its deployment was made. */
    Pod awaitPod(String app) {
        return await("a pod of " + app)
                .atMost(STARTING)
                .ignoreException(AssertionError.class)
                .until(() -> pod(app), pod -> true);
    }

    ContainerStatus status(String app) {
        return pod(app).getStatus().getContainerStatuses().getFirst();
    }

    /** Waits until all are ready. */
    void awaitReady(String namespace, String... apps) {
        for (String app : apps) {
            await(app + " is ready")
                    .atMost(STARTING)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() ->
                            assertThat(pod(namespace, app).getStatus().getContainerStatuses())
                                    .singleElement()
                                    .satisfies(now -> assertThat(now.getReady()).isTrue()));
        }
    }

    /** It answers, and Okiagari knows its run. */
    Pod awaitGood(Api seeing, String app, Duration patience) {
        await(app + " is good")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsMatching(early ->
                        early instanceof AssertionError || early instanceof NoSuchElementException)
                .until(() -> status(app).getReady() && answers(pod(app)));
        await(app + " is seen")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .until(() ->
                        seeing.list("/api/pods", Map.of("namespace", namespace(), "q", app))
                                .toString()
                                .contains(status(app).getContainerID()));
        return pod(app);
    }

    /** Whether its web server answers within two seconds. */
    boolean answers(Pod pod) {
        String address = pod.getStatus().getPodIP();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + ":" + PORT + "/"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The state of each process but PID 1 and the exec's own, by its number. */
    Map<Integer, String> processStates(String app) {
        String script =
                "for p in /proc/[0-9]*; do read -r line <$p/stat 2>/dev/null || continue;"
                        + " set -- ${line%% *} ${line##*) }; echo \"$1 $2 $3\"; done";
        Map<Integer, String> states = new HashMap<>();
        exec(app, "sh", "-c", script)
                .lines()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length == 3 && fields[2].equals("1"))
                .forEach(fields -> states.put(Integer.valueOf(fields[0]), fields[1]));
        return states;
    }

    /** How a command ended; -1 where it never began. */
    int exitCode(String app, String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (var watch =
                client.pods()
                        .inNamespace(namespace())
                        .withName(pod(app).getMetadata().getName())
                        .writingOutput(output)
                        .writingError(output)
                        .exec(command)) {
            return watch.exitCode().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException cut) {
            return -1;
        } catch (InterruptedException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As {@code kubectl exec} does; an end without a status is none of its concern. */
    String exec(String app, String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (var watch =
                client.pods()
                        .inNamespace(namespace())
                        .withName(pod(app).getMetadata().getName())
                        .writingOutput(output)
                        .writingError(output)
                        .exec(command)) {
            watch.exitCode().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException cut) {
            // It has ended its own container.
        } catch (InterruptedException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Ends PID 1 by its own handler, and waits until the container runs again. */
    void restart(String app) {
        int before = status(app).getRestartCount();
        exec(app, "kill", "-TERM", "1");
        await(app + " restarted")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> status(app),
                        now ->
                                now.getRestartCount() > before
                                        && now.getState().getRunning() != null);
    }

    @Override
    public void close() {
        try (client) {
            for (String name : List.of(namespace(), closedNamespace(), protectedNamespace())) {
                client.namespaces().withName(name).delete();
            }
        }
    }
}
