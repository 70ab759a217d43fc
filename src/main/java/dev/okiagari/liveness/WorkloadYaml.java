package dev.okiagari.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workload as YAML for a person to read: as {@code kubectl} writes it, less what says nothing.
 */
final class WorkloadYaml {

    private static final String HIDDEN = "•••";

    /** What the server keeps for itself, and what goes along with any change. */
    private static final List<String> KEPT_BY_SERVER =
            List.of(
                    "creationTimestamp",
                    "generation",
                    "managedFields",
                    "resourceVersion",
                    "selfLink",
                    "uid");

    private static final List<String> TOLD_BY_OTHERS =
            List.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    "deployment.kubernetes.io/revision",
                    "deprecated.daemonset.template.generation");

    private WorkloadYaml() {}

    /** What of a workload a person decides; the values of environment variables stay hidden. */
    static String meaningful(Workload workload) {
        ObjectNode tree = workload.tree().deepCopy();
        tree.remove("status");
        if (tree.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(KEPT_BY_SERVER);
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove(TOLD_BY_OTHERS);
            }
        }
        for (String list : List.of("containers", "initContainers")) {
            tree.path("spec").path("template").path("spec").path(list).forEach(WorkloadYaml::hide);
        }
        return write(tree);
    }

    private static void hide(JsonNode container) {
        for (JsonNode variable : container.path("env")) {
            if (variable instanceof ObjectNode object && object.has("value")) {
                object.put("value", HIDDEN);
            }
        }
    }

    static String write(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndent(2);
        return new Yaml(options).dump(plain(tree));
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), plain(entry.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNull() ? null : node.asString();
    }
}
