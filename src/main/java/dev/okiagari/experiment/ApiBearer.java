package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.Message;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a fault by the Kubernetes API alone; each request carries the UID that was seen. */
@Component
class ApiBearer {

    /** policy/v1 has evictions from here on. */
    private static final int POLICY_V1 = 22;

    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

    private final ClusterConnection connection;
    private final Cluster cluster;
    private final Clock clock;

    ApiBearer(ClusterConnection connection, Cluster cluster, Clock clock) {
        this.connection = connection;
        this.cluster = cluster;
        this.clock = clock;
    }

    Injection delete(Target target, Fault.DeletePod fault) {
        DeleteOptions options =
                options(target)
                        .withGracePeriodSeconds(
                                fault.graceSeconds() == null
                                        ? null
                                        : fault.graceSeconds().longValue())
                        .build();
        return send(target, () -> connection.client().raw(path(target), "DELETE", options));
    }

    Injection evict(Target target) {
        Map<String, Object> eviction =
                Map.of(
                        "apiVersion",
                        isOld() ? "policy/v1beta1" : "policy/v1",
                        "kind",
                        "Eviction",
                        "metadata",
                        Map.of("name", target.pod().name(), "namespace", target.pod().namespace()),
                        "deleteOptions",
                        options(target).build());
        return send(
                target,
                () -> connection.client().raw(path(target) + "/eviction", "POST", eviction));
    }

    private boolean isOld() {
        return cluster.info().filter(info -> !info.isAtLeast(POLICY_V1)).isPresent();
    }

    /** The pod's image reference replaced by an equal one, if all is as it was. */
    Injection restart(Plan plan) {
        Target target = plan.target();
        PodResource pod =
                connection
                        .client()
                        .pods()
                        .inNamespace(target.pod().namespace())
                        .withName(target.pod().name());
        String patch;
        try {
            patch = ImagePatch.of(pod.get(), target).orElse(null);
            if (patch == null) {
                return Judgement.not(Outcome.IMPOSSIBLE, "no-digest", null, null);
            }
            pod.dryRun().patch(JSON_PATCH, patch);
        } catch (KubernetesClientException unwilling) {
            // A dry run has changed nothing, however it ended.
            return Judgement.refused(unwilling);
        }
        return send(target, () -> String.valueOf(pod.patch(JSON_PATCH, patch)));
    }

    /** A request that answers nothing where there is nothing of that name. */
    private interface Request {
        @Nullable String send();
    }

    private Injection send(Target target, Request request) {
        try {
            String answer = request.send();
            return answer == null
                    ? new Injection.NotSent(
                            Outcome.ABORTED,
                            Message.of("experiment.refused.other-pod", target.pod().name()),
                            null,
                            null)
                    : sent(null);
        } catch (KubernetesClientException refused) {
            return refused(refused);
        }
    }

    private Injection refused(KubernetesClientException refused) {
        String message = String.valueOf(refused.getMessage());
        // No answer, or one of a server in trouble: it may have arrived.
        if (refused.getCode() <= 0 || refused.getCode() >= 500) {
            return sent(message);
        }
        return switch (refused.getCode()) {
            case 401, 403 -> Judgement.not(Outcome.DENIED, "denied", null, message);
            case 429 -> Judgement.not(Outcome.DENIED, "budget", null, message);
            default -> Judgement.not(Outcome.ABORTED, "refused", null, message);
        };
    }

    private Injection sent(@Nullable String output) {
        return new Injection.Sent(clock.instant().truncatedTo(ChronoUnit.MILLIS), null, output);
    }

    private static DeleteOptionsBuilder options(Target target) {
        return new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(target.pod().uid())
                .endPreconditions();
    }

    private static String path(Target target) {
        return "/api/v1/namespaces/%s/pods/%s"
                .formatted(target.pod().namespace(), target.pod().name());
    }
}
