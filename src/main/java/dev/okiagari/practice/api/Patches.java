package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways to patch an object. */
final class Patches {

    private Patches() {}

    static void apply(ObjectNode object, JsonNode patch, String contentType) {
        if (contentType.startsWith("application/json-patch+json")) {
            JsonNode patched = operated(object, patch);
            object.removeAll();
            object.setAll((ObjectNode) patched);
        } else if (contentType.startsWith("application/merge-patch+json")) {
            Json.merge(object, patch);
        } else {
            strategic(object, patch);
        }
    }

    /** A test that fails is told in the same words as an operation that fits nothing. */
    private static JsonNode operated(ObjectNode object, JsonNode patch) {
        try {
            return JsonPatch.apply(patch, object.deepCopy());
        } catch (JsonPatchException unfit) {
            throw Failure.unfit();
        }
    }

    /** Lists of things that have names are merged by name, all else as JSON merge patch does. */
    private static void strategic(ObjectNode target, JsonNode patch) {
        patch.properties()
                .forEach(entry -> {
                    String key = entry.getKey();
                    JsonNode value = entry.getValue();
                    if (key.startsWith("$")) {
                        return;
                    }
                    if (value.isNull()) {
                        target.remove(key);
                    } else if (value.isObject()) {
                        strategic(Json.dig(target, key), value);
                    } else if (value.isArray()
                            && target.get(key) instanceof ArrayNode known
                            && named(value)) {
                        value.forEach(item -> item(known, item));
                    } else {
                        target.set(key, value.deepCopy());
                    }
                });
    }

    private static boolean named(JsonNode array) {
        return !array.isEmpty() && Json.items(array).stream().allMatch(item -> item.has("name"));
    }

    private static void item(ArrayNode known, JsonNode item) {
        for (JsonNode candidate : known) {
            if (candidate instanceof ObjectNode object
                    && candidate.path("name").equals(item.path("name"))) {
                strategic(object, item);
                return;
            }
        }
        known.add(item.deepCopy());
    }
}
