package dev.okiagari.liveness;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The same change as a strategic merge patch in YAML, for those who keep manifests in git. */
final class StrategicPatch {

    private static final List<String> HANDLERS = List.of("exec", "grpc", "httpGet", "tcpSocket");

    private StrategicPatch() {}

    /**
     * @param before the probe that is there; missing where there is none
     * @param wanted null to take it away
     */
    static String of(
            WorkloadRef ref,
            Workload.Place place,
            ProbeType type,
            JsonNode before,
            @Nullable ObjectNode wanted) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", WorkloadKind.of(ref.kind()).orElseThrow().apiVersion());
        tree.put("kind", ref.kind());
        tree.putObject("metadata").put("name", ref.name()).put("namespace", ref.namespace());
        String list = place.path().contains("/initContainers/") ? "initContainers" : "containers";
        ObjectNode container =
                tree.putObject("spec")
                        .putObject("template")
                        .putObject("spec")
                        .putArray(list)
                        .addObject()
                        .put("name", place.name());
        if (wanted == null) {
            container.putNull(ProbePatch.field(type));
        } else {
            container.set(ProbePatch.field(type), replacing(before, wanted.deepCopy()));
        }
        return WorkloadYaml.write(tree);
    }

    /** A merge would keep an earlier handler beside the new one, and the server refuses both. */
    private static ObjectNode replacing(JsonNode before, ObjectNode wanted) {
        HANDLERS.stream()
                .filter(handler -> before.has(handler) && !wanted.has(handler))
                .forEach(wanted::putNull);
        return wanted;
    }
}
