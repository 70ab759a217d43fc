package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose a pod is, and by which revision of its owner, from what the pod itself says: no other
 * object is read, so no other permission is needed.
 */
final class OwnerTranslator {

    private static final Map<String, String> NONE = Map.of();

    /** Argo's Rollout names its ReplicaSets as a Deployment does, under a label of its own. */
    private static final String ROLLOUT_HASH = "rollouts-pod-template-hash";

    private static final String HASH = "pod-template-hash";
    private static final String CONFIG = "openshift.io/deployment-config.";

    /**
     * A CronJob ends the names of its Jobs with the minute that they are for; before 1.21 the
     * second.
     */
    private static final Pattern TIMED = Pattern.compile("(.+)-(\\d{8}|\\d{10})");

    private static final Duration LATE = Duration.ofDays(1);

    private OwnerTranslator() {}

    static WorkloadRef workload(ObjectMeta meta) {
        OwnerReference owner = owner(meta);
        if (owner == null) {
            return WorkloadRef.bare(meta.getNamespace(), meta.getName());
        }
        return switch (owner.getKind()) {
            case "ReplicaSet" -> behindReplicaSet(meta, owner);
            case "ReplicationController" -> behindReplicationController(meta, owner);
            case "Job" -> behindJob(meta, owner);
            default -> new WorkloadRef(meta.getNamespace(), owner.getKind(), owner.getName());
        };
    }

    /** Null where its owner has none, or none that pods tell of. */
    static @Nullable String revision(ObjectMeta meta) {
        OwnerReference owner = owner(meta);
        return owner == null
                ? null
                : switch (owner.getKind()) {
                    case "ReplicaSet" ->
                            labels(meta).getOrDefault(ROLLOUT_HASH, labels(meta).get(HASH));
                    case "StatefulSet", "DaemonSet" -> labels(meta).get("controller-revision-hash");
                    case "ReplicationController" ->
                            annotations(meta).get(CONFIG + "latest-version");
                    default -> null;
                };
    }

    /** A mirror pod is owned by its node, which is no workload. */
    private static @Nullable OwnerReference owner(ObjectMeta meta) {
        return meta.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .filter(reference -> !reference.getKind().equals("Node"))
                .findFirst()
                .orElse(null);
    }

    private static WorkloadRef behindReplicaSet(ObjectMeta meta, OwnerReference owner) {
        WorkloadRef rollout = named("Rollout", ROLLOUT_HASH, meta, owner);
        WorkloadRef deployment = rollout == null ? named("Deployment", HASH, meta, owner) : rollout;
        return deployment == null
                ? new WorkloadRef(meta.getNamespace(), owner.getKind(), owner.getName())
                : deployment;
    }

    /** Such a workload names its ReplicaSets after itself and the hash of their pods' template. */
    private static @Nullable WorkloadRef named(
            String kind, String label, ObjectMeta meta, OwnerReference owner) {
        String suffix = "-" + labels(meta).getOrDefault(label, "");
        String name = owner.getName();
        return suffix.length() > 1 && name.endsWith(suffix)
                ? new WorkloadRef(
                        meta.getNamespace(),
                        kind,
                        name.substring(0, name.length() - suffix.length()))
                : null;
    }

    private static WorkloadRef behindReplicationController(ObjectMeta meta, OwnerReference owner) {
        String config = annotations(meta).get(CONFIG + "name");
        return config == null
                ? new WorkloadRef(meta.getNamespace(), owner.getKind(), owner.getName())
                : new WorkloadRef(meta.getNamespace(), "DeploymentConfig", config);
    }

    /** A name that ends with the very time of the pod is no accident. */
    private static WorkloadRef behindJob(ObjectMeta meta, OwnerReference owner) {
        Matcher timed = TIMED.matcher(owner.getName());
        Instant created = Times.parse(meta.getCreationTimestamp());
        if (created == null || !timed.matches()) {
            return new WorkloadRef(meta.getNamespace(), "Job", owner.getName());
        }
        long number = Long.parseLong(timed.group(2));
        Instant due = Instant.ofEpochSecond(timed.group(2).length() == 8 ? number * 60 : number);
        boolean fits = !due.isAfter(created) && due.isAfter(created.minus(LATE));
        return fits
                ? new WorkloadRef(meta.getNamespace(), "CronJob", timed.group(1))
                : new WorkloadRef(meta.getNamespace(), "Job", owner.getName());
    }

    private static Map<String, String> labels(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getLabels(), NONE);
    }

    private static Map<String, String> annotations(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getAnnotations(), NONE);
    }
}
