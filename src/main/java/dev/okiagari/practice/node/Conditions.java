package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions of an object's status: each keeps the time at which it last changed sides. */
final class Conditions {

    private Conditions() {}

    /**
     * Sets one.
     *
     * @return the condition
     */
    static ObjectNode set(
            ArrayNode conditions,
            String type,
            boolean value,
            @Nullable String reason,
            @Nullable String message,
            Instant now) {
        ObjectNode found = find(conditions, type);
        String status = value ? "True" : "False";
        if (!Json.text(found, "status").equals(status)) {
            found.put("status", status).put("lastTransitionTime", Json.time(now));
        }
        found.remove(List.of("reason", "message"));
        if (reason != null) {
            found.put("reason", reason);
        }
        if (message != null) {
            found.put("message", message);
        }
        return found;
    }

    private static ObjectNode find(ArrayNode conditions, String type) {
        for (JsonNode condition : conditions) {
            if (Json.text(condition, "type").equals(type)
                    && condition instanceof ObjectNode known) {
                return known;
            }
        }
        return conditions.addObject().put("type", type);
    }
}
