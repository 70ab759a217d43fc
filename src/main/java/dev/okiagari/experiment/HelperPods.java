package dev.okiagari.experiment;

import dev.okiagari.cluster.About;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.Sleep;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/**
 * The privileged pods that act from a node. Each lives for one experiment, resumes what it has
 * stopped when it ends, and is deleted by whoever comes first: the experiment or the next start.
 */
@Component
class HelperPods {

    private static final Logger log = LoggerFactory.getLogger(HelperPods.class);
    private static final String CONTAINER = "helper";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String TARGET = "okiagari.dev/target";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 450;
    private static final long GRACE = 5;

    private final ClusterConnection connection;
    private final ExperimentProperties.NodeHelper properties;
    private final Sleep sleep;

    HelperPods(ClusterConnection connection, ExperimentProperties properties, Sleep sleep) {
        this.connection = connection;
        this.properties = properties.nodeHelper();
        this.sleep = sleep;
    }

    ContainerRef ref(String name) {
        return new ContainerRef(new PodRef(properties.namespace(), name, ""), CONTAINER);
    }

    /** What came of making one. */
    sealed interface Made {

        record Running(ContainerRef helper) implements Made {}

        record Refused(Outcome outcome, String why, String message) implements Made {}
    }

    /**
     * Makes one on the target's node and waits until it runs.
     *
     * @param seconds how long it stays at most
     */
    Made make(Target target, String node, long seconds) throws InterruptedException {
        String name = "okiagari-helper-" + UUID.randomUUID();
        try {
            Pod created =
                    connection
                            .client()
                            .pods()
                            .inNamespace(properties.namespace())
                            .resource(pod(name, target, node, seconds))
                            .create();
            PodRef ref = new PodRef(properties.namespace(), name, created.getMetadata().getUid());
            return await(new ContainerRef(ref, CONTAINER));
        } catch (KubernetesClientException refused) {
            // It may be there, though nobody said so.
            delete(name);
            return refused(refused);
        }
    }

    private static Made refused(KubernetesClientException refused) {
        return new Made.Refused(
                Judgement.isDenied(refused) ? Outcome.DENIED : Outcome.IMPOSSIBLE,
                "no-helper",
                String.valueOf(refused.getMessage()));
    }

    private Made await(ContainerRef helper) throws InterruptedException {
        String last = "Pending";
        for (int look = 0; look < LOOKS; look++) {
            Pod pod = get(helper.pod().name());
            if (pod != null && isRunning(pod)) {
                return new Made.Running(helper);
            }
            if (pod == null || pod.getStatus().getPhase().equals("Failed")) {
                last = pod == null ? "gone" : String.valueOf(pod.getStatus().getMessage());
                break;
            }
            last = why(pod);
            sleep.sleep(LOOK);
        }
        delete(helper.pod().name());
        return new Made.Refused(Outcome.IMPOSSIBLE, "no-helper", last);
    }

    private @Nullable Pod get(String name) {
        return connection.client().pods().inNamespace(properties.namespace()).withName(name).get();
    }

    private static boolean isRunning(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .anyMatch(status -> status.getState().getRunning() != null);
    }

    private static String why(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getWaiting())
                .filter(waiting -> waiting != null && waiting.getReason() != null)
                .map(waiting -> waiting.getReason() + " " + waiting.getMessage())
                .findFirst()
                .orElse("Pending");
    }

    /** One that cannot be deleted ends by itself; what was done by it stays true. */
    void delete(String name) {
        quietly(
                () -> About.pod(log.atWarn(), properties.namespace(), name),
                name,
                () ->
                        connection
                                .client()
                                .pods()
                                .inNamespace(properties.namespace())
                                .withName(name)
                                .withGracePeriod(GRACE)
                                .delete());
    }

    /** Those that were made for a target and are still there: each resumes what it has stopped. */
    void deleteLeftBehind(Target target) {
        if (!properties.isOff()) {
            quietly(
                    () -> Lines.about(log.atWarn(), target),
                    target.text(),
                    () ->
                            connection
                                    .client()
                                    .pods()
                                    .inNamespace(properties.namespace())
                                    .withLabels(labels(target))
                                    .withGracePeriod(GRACE)
                                    .delete());
        }
    }

    private static void quietly(
            Supplier<LoggingEventBuilder> line, String what, Runnable deletion) {
        try {
            deletion.run();
        } catch (KubernetesClientException unwilling) {
            line.get().setCause(unwilling).log("a helper pod could not be deleted: {}", what);
        }
    }

    private static Map<String, String> labels(Target target) {
        return Map.of(MANAGED_BY, "okiagari", TARGET, target.pod().uid());
    }

    private Pod pod(String name, Target target, String node, long seconds) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels(target))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withHostPID(true)
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(GRACE)
                .withActiveDeadlineSeconds(seconds + 60)
                .withAutomountServiceAccountToken(false)
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName(CONTAINER)
                .withImage(properties.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand(Scripts.helper(seconds))
                .addNewEnv()
                .withName("OKIAGARI_STOPPED")
                .withValue("/tmp/okiagari-stopped")
                .endEnv()
                .withNewSecurityContext()
                .withPrivileged(true)
                .withRunAsUser(0L)
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }
}
