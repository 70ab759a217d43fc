package dev.okiagari.liveness;

import dev.okiagari.cluster.WorkloadRef;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of workload whose pods' template can be changed, and which roll the change out. */
enum WorkloadKind {
    DEPLOYMENT("Deployment", "apps", "deployments"),
    STATEFUL_SET("StatefulSet", "apps", "statefulsets"),
    DAEMON_SET("DaemonSet", "apps", "daemonsets"),
    DEPLOYMENT_CONFIG("DeploymentConfig", "apps.openshift.io", "deploymentconfigs");

    private final String kind;
    private final String group;
    private final String resource;

    WorkloadKind(String kind, String group, String resource) {
        this.kind = kind;
        this.group = group;
        this.resource = resource;
    }

    static Optional<WorkloadKind> of(String kind) {
        return Arrays.stream(values()).filter(known -> known.kind.equals(kind)).findFirst();
    }

    /** As permissions name it: {@code deployments}. */
    String resource() {
        return resource;
    }

    String apiVersion() {
        return group + "/v1";
    }

    String kind() {
        return kind;
    }

    /** Below the server's address, without a slash in front. */
    String path(WorkloadRef workload) {
        return "apis/%s/namespaces/%s/%s/%s"
                .formatted(apiVersion(), workload.namespace(), resource, workload.name());
    }
}
