package dev.okiagari.safety;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/**
 * How far a workload has come with its newest definition. Whether its pods are ready is no part of
 * it: a pod that was knocked over makes no rollout.
 *
 * @param generation of its definition
 * @param observed the generation that its controller has taken up
 * @param updated pods of the newest definition
 * @param wanted how many of them there will be
 * @param old pods of an earlier definition that are still there
 */
record Rollout(long generation, long observed, int updated, int wanted, int old) {

    boolean isTakenUp() {
        return observed >= generation;
    }

    boolean isUnderWay() {
        return !isTakenUp() || updated < wanted || old > 0;
    }

    static Rollout of(GenericKubernetesResource workload) {
        return switch (workload.getKind()) {
            case "StatefulSet" -> ofStatefulSet(workload);
            case "DaemonSet" -> ofDaemonSet(workload);
            default -> ofDeployment(workload);
        };
    }

    private static Rollout ofDeployment(GenericKubernetesResource workload) {
        int updated = number(workload, 0, "status", "updatedReplicas");
        return of(
                workload,
                updated,
                number(workload, 1, "spec", "replicas"),
                number(workload, 0, "status", "replicas") - updated);
    }

    /** Below its partition a StatefulSet stays as it is. Its numbers count while it changes. */
    private static Rollout ofStatefulSet(GenericKubernetesResource workload) {
        String current = text(workload, "status", "currentRevision");
        boolean changes =
                current != null
                        && !current.equals(text(workload, "status", "updateRevision"))
                        && !isOnDelete(workload);
        int partition = number(workload, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        int wanted = number(workload, 1, "spec", "replicas") - partition;
        return of(
                workload,
                number(workload, 0, "status", "updatedReplicas"),
                changes ? wanted : 0,
                0);
    }

    private static Rollout ofDaemonSet(GenericKubernetesResource workload) {
        return of(
                workload,
                number(workload, 0, "status", "updatedNumberScheduled"),
                isOnDelete(workload) ? 0 : number(workload, 0, "status", "desiredNumberScheduled"),
                0);
    }

    private static Rollout of(
            GenericKubernetesResource workload, int updated, int wanted, int old) {
        Long generation = workload.getMetadata().getGeneration();
        long now = generation == null ? 0 : generation;
        Object observed = workload.get("status", "observedGeneration");
        return new Rollout(
                now,
                observed instanceof Number number ? number.longValue() : now,
                updated,
                wanted,
                Math.max(0, old));
    }

    /** Its pods change when somebody deletes them, and not before. */
    private static boolean isOnDelete(GenericKubernetesResource workload) {
        return "OnDelete".equals(text(workload, "spec", "updateStrategy", "type"));
    }

    private static int number(GenericKubernetesResource from, int otherwise, Object... path) {
        Object found = from.get(path);
        return found instanceof Number number ? number.intValue() : otherwise;
    }

    private static @Nullable String text(GenericKubernetesResource from, Object... path) {
        Object found = from.get(path);
        return found instanceof String text ? text : null;
    }
}
