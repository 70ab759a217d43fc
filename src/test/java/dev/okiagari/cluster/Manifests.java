package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubernetes YAML as a cluster would tell of it, through the real translation. */
public final class Manifests {

    private static final String HASH = "5d4f8c7b9";
    private static final Instant CREATED = Instant.parse("2026-11-23T12:00:00Z");

    private Manifests() {}

    /**
     * The pods of some documents: those that are pods as they are; of a workload those that its
     * controller would make, named as it names them.
     */
    public static List<PodSnapshot> pods(String yaml) {
        return documents(yaml)
                .filter(document -> !document.get("kind").equals("Processes"))
                .flatMap(Manifests::podsOf)
                .map(pod -> Serialization.unmarshal(Serialization.asJson(pod), Pod.class))
                .map(PodTranslator::translate)
                .toList();
    }

    /**
     * What was read in containers: documents of kind {@code Processes}, which have the pod's name,
     * the container's, and what {@code cat /proc/1/status /proc/1/stat} printed there.
     *
     * @param pods those that they name
     */
    public static List<ProcessesRead> processes(String yaml, List<PodSnapshot> pods) {
        return documents(yaml)
                .filter(document -> document.get("kind").equals("Processes"))
                .map(document -> read(document, pods))
                .toList();
    }

    private static ProcessesRead read(Map<String, Object> document, List<PodSnapshot> pods) {
        String name = String.valueOf(map(document.get("metadata")).get("name"));
        PodSnapshot pod =
                pods.stream()
                        .filter(one -> one.ref().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        List<ContainerProcess> items = ProcessOutput.ofCat(document.get("output") + "/program\0");
        if (items.isEmpty()) {
            throw new IllegalArgumentException("nothing can be read of " + name);
        }
        return new ProcessesRead(
                pod,
                String.valueOf(document.get("container")),
                new ProcessTable("containerd://1", CREATED, "cat", items));
    }

    private static Stream<Map<String, Object>> documents(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---$", -1))
                .map(document -> map(Serialization.unmarshal(document, Map.class)));
    }

    private static Stream<Map<String, Object>> podsOf(Map<String, Object> document) {
        String kind = String.valueOf(document.get("kind"));
        Map<String, Object> spec = map(document.get("spec"));
        return switch (kind) {
            case "Pod" -> Stream.of(document);
            case "CronJob" ->
                    Stream.of(pod(document, map(map(spec.get("jobTemplate")).get("spec")), 0));
            case "Deployment", "StatefulSet", "DaemonSet", "Job", "DeploymentConfig" ->
                    IntStream.range(0, (Integer) spec.getOrDefault("replicas", 1))
                            .mapToObj(number -> pod(document, spec, number));
            default -> throw new IllegalArgumentException(kind + " makes no pods");
        };
    }

    private static Map<String, Object> pod(
            Map<String, Object> workload, Map<String, Object> spec, int number) {
        Map<String, Object> template = map(spec.get("template"));
        Map<String, Object> meta = map(workload.get("metadata"));
        Owner owner = Owner.of(String.valueOf(workload.get("kind")), meta.get("name") + "");
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("name", owner.name() + "-" + number);
        own.put("namespace", meta.get("namespace"));
        own.put("uid", "uid-" + owner.name() + "-" + number);
        own.put("creationTimestamp", CREATED.plusSeconds(number).toString());
        own.put("labels", Map.of("pod-template-hash", HASH));
        own.put("annotations", owner.annotations());
        own.put(
                "ownerReferences",
                List.of(
                        Map.of(
                                "apiVersion",
                                "v1",
                                "kind",
                                owner.kind(),
                                "name",
                                owner.name(),
                                "uid",
                                "owner",
                                "controller",
                                true)));
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                own,
                "spec",
                Objects.requireNonNull(template.get("spec")));
    }

    /** What owns the pods of a workload directly. */
    private record Owner(String kind, String name, Map<String, String> annotations) {

        static Owner of(String kind, String workload) {
            return switch (kind) {
                case "Deployment" -> new Owner("ReplicaSet", workload + "-" + HASH, Map.of());
                case "CronJob" ->
                        new Owner("Job", workload + "-" + CREATED.getEpochSecond() / 60, Map.of());
                case "DeploymentConfig" ->
                        new Owner(
                                "ReplicationController",
                                workload + "-1",
                                Map.of("openshift.io/deployment-config.name", workload));
                default -> new Owner(kind, workload, Map.of());
            };
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
