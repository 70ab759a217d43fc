package dev.okiagari.cluster;

/**
 * What owns pods.
 *
 * @param kind as Kubernetes spells it: {@code Deployment}, {@code StatefulSet}, …; {@code Pod} for
 *     a bare pod, which is its own workload
 */
public record WorkloadRef(String namespace, String kind, String name) {

    private static final String BARE = "Pod";

    public static WorkloadRef bare(String namespace, String pod) {
        return new WorkloadRef(namespace, BARE, pod);
    }

    public boolean isBare() {
        return kind.equals(BARE);
    }
}
