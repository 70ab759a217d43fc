package dev.okiagari.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Where two JSON trees differ. */
final class JsonDifference {

    private JsonDifference() {}

    /** The paths, such as {@code spec.containers[0].image}; empty where they say the same. */
    static List<String> paths(JsonNode before, JsonNode after) {
        List<String> paths = new ArrayList<>();
        collect("", before, after, paths);
        return paths;
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<String> paths) {
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            String prefix = path.isEmpty() ? "" : path + ".";
            names.forEach(
                    name -> collect(prefix + name, before.path(name), after.path(name), paths));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                collect(path + "[" + i + "]", before.path(i), after.path(i), paths);
            }
        } else if (!before.equals(after)) {
            paths.add(path);
        }
    }
}
