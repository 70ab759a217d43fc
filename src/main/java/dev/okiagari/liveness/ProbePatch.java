package dev.okiagari.liveness;

import dev.okiagari.cluster.ProbeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON patches that apply only to the workload that was shown: each begins with tests of its
 * version, of the container's name at its place, and of the probe that is replaced.
 */
final class ProbePatch {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProbePatch() {}

    /** The field of a container: {@code livenessProbe}. */
    static String field(ProbeType type) {
        return type.name().toLowerCase(Locale.ROOT) + "Probe";
    }

    /**
     * A probe put, replaced or taken away.
     *
     * @param wanted null to take it away
     */
    static String of(
            Workload shown, Workload.Place place, ProbeType type, @Nullable ObjectNode wanted) {
        String path = place.path() + "/" + field(type);
        JsonNode before = place.container().path(field(type));
        List<Map<String, Object>> operations = tests(shown);
        operations.add(operation("test", place.path() + "/name", place.name()));
        if (before.isObject()) {
            operations.add(operation("test", path, before));
        }
        if (wanted != null) {
            operations.add(operation(before.isObject() ? "replace" : "add", path, wanted));
        } else {
            operations.add(Map.of("op", "remove", "path", path));
        }
        return JSON.writeValueAsString(operations);
    }

    /** The earlier template put back as a whole, so that its hash comes back too. */
    static String back(Workload now, JsonNode template) {
        List<Map<String, Object>> operations = tests(now);
        operations.add(operation("replace", "/spec/template", template));
        return JSON.writeValueAsString(operations);
    }

    private static List<Map<String, Object>> tests(Workload shown) {
        List<Map<String, Object>> operations = new ArrayList<>();
        operations.add(operation("test", "/metadata/uid", shown.uid()));
        operations.add(operation("test", "/metadata/resourceVersion", shown.version()));
        return operations;
    }

    private static Map<String, Object> operation(String what, String path, Object value) {
        return Map.of("op", what, "path", path, "value", value);
    }
}
