package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the client's pods to ours: the only place that knows both. */
final class PodTranslator {

    private static final Map<String, String> NONE = Map.of();

    private PodTranslator() {}

    static PodSnapshot translate(Pod pod) {
        ObjectMeta meta = pod.getMetadata();
        PodSpec spec = Objects.requireNonNullElseGet(pod.getSpec(), PodSpec::new);
        PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
        PodCondition ready = condition(status, "Ready");
        return new PodSnapshot(
                new PodRef(meta.getNamespace(), meta.getName(), meta.getUid()),
                OwnerTranslator.workload(meta),
                spec.getNodeName(),
                status.getPodIP(),
                Objects.requireNonNullElse(status.getPhase(), "Unknown"),
                status.getReason(),
                isTrue(ready),
                Objects.requireNonNullElse(Times.parse(meta.getCreationTimestamp()), Instant.EPOCH),
                deletion(meta),
                Objects.requireNonNullElse(spec.getRestartPolicy(), "Always"),
                Duration.ofSeconds(
                        Objects.requireNonNullElse(spec.getTerminationGracePeriodSeconds(), 30L)),
                Boolean.TRUE.equals(spec.getHostPID()),
                Boolean.TRUE.equals(spec.getShareProcessNamespace()),
                annotations(meta).containsKey("kubernetes.io/config.mirror"),
                spec.getPriorityClassName(),
                disruption(status),
                labels(meta).get("app.kubernetes.io/part-of"),
                Objects.requireNonNullElse(meta.getResourceVersion(), ""),
                ContainerTranslator.translate(spec, status),
                OwnerTranslator.revision(meta),
                ready != null && isTrue(ready) ? Times.parse(ready.getLastTransitionTime()) : null);
    }

    private static PodSnapshot.@Nullable Deletion deletion(ObjectMeta meta) {
        Instant deadline = Times.parse(meta.getDeletionTimestamp());
        return deadline == null
                ? null
                : new PodSnapshot.Deletion(
                        deadline,
                        Duration.ofSeconds(
                                Objects.requireNonNullElse(
                                        meta.getDeletionGracePeriodSeconds(), 0L)));
    }

    private static @Nullable String disruption(PodStatus status) {
        PodCondition condition = condition(status, "DisruptionTarget");
        return condition != null && isTrue(condition) ? condition.getReason() : null;
    }

    private static @Nullable PodCondition condition(PodStatus status, String type) {
        List<PodCondition> conditions = status.getConditions();
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isTrue(@Nullable PodCondition condition) {
        return condition != null && "True".equals(condition.getStatus());
    }

    private static Map<String, String> labels(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getLabels(), NONE);
    }

    private static Map<String, String> annotations(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getAnnotations(), NONE);
    }
}
