package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Message;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A permission that something of ours needs.
 *
 * @param resource with its subresource: {@code pods/exec}
 * @param purpose the end of the key of the text that says what does not work without it
 */
record Need(String verb, String resource, String purpose) {

    /** What Okiagari uses on any cluster, in the order of the page. */
    static final List<Need> ALL =
            List.of(
                    new Need("get", "pods", "watch"),
                    new Need("list", "pods", "watch"),
                    new Need("watch", "pods", "watch"),
                    new Need("list", "events", "events"),
                    new Need("watch", "events", "events"),
                    new Need("get", "pods/log", "log"),
                    new Need("get", "nodes", "probe-counts"),
                    new Need("get", "nodes/metrics", "probe-counts"),
                    new Need("get", "namespaces", "namespaces"),
                    new Need("list", "poddisruptionbudgets", "budgets"),
                    new Need("get", "deployments", "rollouts"),
                    new Need("get", "statefulsets", "rollouts"),
                    new Need("get", "daemonsets", "rollouts"),
                    new Need("get", "pods/exec", "exec"),
                    new Need("create", "pods/exec", "exec-create"),
                    new Need("delete", "pods", "delete"),
                    new Need("create", "pods/eviction", "evict"),
                    new Need("patch", "pods", "patch"),
                    new Need("patch", "pods/ephemeralcontainers", "ephemeral"),
                    new Need("create", "pods", "helper"),
                    new Need("create", "events", "pod-event"),
                    new Need("get", "pods/proxy", "pod-proxy"),
                    new Need("list", "ingresses", "ingresses"),
                    new Need("patch", "deployments", "probe-change"),
                    new Need("patch", "statefulsets", "probe-change"),
                    new Need("patch", "daemonsets", "probe-change"));

    /** What it uses on OpenShift besides. */
    static final List<Need> OPENSHIFT =
            List.of(
                    new Need("get", "deploymentconfigs", "rollouts"),
                    new Need("list", "routes", "routes"),
                    new Need("patch", "deploymentconfigs", "probe-change"));

    /** What it takes to let the cluster decide about people; a right in the whole cluster. */
    static final Need REVIEW = new Need("create", "subjectaccessreviews", "review");

    /** What each of several replicas needs, where their Lease is. */
    static final List<Need> REPLICAS =
            List.of(
                    new Need("get", "leases", "lease"),
                    new Need("create", "leases", "lease"),
                    new Need("update", "leases", "lease"));

    private static final Map<String, String> GROUPS =
            Map.of(
                    "leases", "coordination.k8s.io",
                    "subjectaccessreviews", "authorization.k8s.io",
                    "poddisruptionbudgets", "policy",
                    "ingresses", "networking.k8s.io",
                    "routes", "route.openshift.io",
                    "deployments", "apps",
                    "statefulsets", "apps",
                    "daemonsets", "apps",
                    "deploymentconfigs", "apps.openshift.io");

    /** What Okiagari uses on a cluster of this kind. */
    static List<Need> on(ClusterKind kind) {
        return kind == ClusterKind.OPENSHIFT
                ? Stream.concat(ALL.stream(), OPENSHIFT.stream()).toList()
                : ALL;
    }

    /**
     * As a review asks for it.
     *
     * @param namespace null for all of them
     * @param resource with its subresource
     */
    static ResourceAttributes attributes(@Nullable String namespace, String verb, String resource) {
        String[] parts = resource.split("/", 2);
        return new ResourceAttributesBuilder()
                .withNamespace(namespace)
                .withVerb(verb)
                .withGroup(GROUPS.getOrDefault(parts[0], ""))
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .build();
    }

    Permission answered(@Nullable String namespace, Permission.State state) {
        return new Permission(
                namespace,
                verb,
                resource,
                state,
                state == Permission.State.ALLOWED
                        ? null
                        : new Message("safety.needs." + purpose, List.of()));
    }
}
