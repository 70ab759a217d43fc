package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks workloads whether they are rolling out. */
@Component
class Rollouts {

    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Those that roll out; named here, so that no discovery has to be asked. */
    private static final Map<String, ResourceDefinitionContext> KINDS =
            Map.of(
                    "Deployment", context("apps", "Deployment", "deployments"),
                    "StatefulSet", context("apps", "StatefulSet", "statefulsets"),
                    "DaemonSet", context("apps", "DaemonSet", "daemonsets"),
                    "DeploymentConfig",
                            context("apps.openshift.io", "DeploymentConfig", "deploymentconfigs"));

    private final Enquiry enquiry;
    private final Remembered<WorkloadRef, Rollout> rollouts;

    Rollouts(Enquiry enquiry, Clock clock) {
        this.enquiry = enquiry;
        this.rollouts = new Remembered<>(clock, FRESH);
    }

    Fact<Rollout> of(WorkloadRef workload) {
        ResourceDefinitionContext kind = KINDS.get(workload.kind());
        return kind == null
                ? new Fact.Hidden<>()
                : rollouts.get(workload, () -> enquiry.ask(client -> look(client, kind, workload)));
    }

    private static @Nullable Rollout look(
            KubernetesClient client, ResourceDefinitionContext kind, WorkloadRef workload) {
        GenericKubernetesResource found =
                client.genericKubernetesResources(kind)
                        .inNamespace(workload.namespace())
                        .withName(workload.name())
                        .get();
        return found == null ? null : Rollout.of(found);
    }

    @EventListener
    void on(ClusterEvent event) {
        String changed = PodChanges.namespace(event);
        if (changed != null) {
            rollouts.forget(workload -> workload.namespace().equals(changed));
        }
    }

    private static ResourceDefinitionContext context(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
