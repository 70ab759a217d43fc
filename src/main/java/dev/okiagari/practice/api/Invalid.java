package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A field that does not hold what it may. */
record Invalid(String field, String reason, String message) {

    private ObjectNode cause() {
        return Json.object("reason", reason, "message", message, "field", field);
    }

    /**
     * @throws Failure in the words of a validation, where there is one
     */
    static void demandNone(JsonNode pod, List<Invalid> all) {
        if (all.isEmpty()) {
            return;
        }
        String each =
                all.stream()
                        .map(invalid -> invalid.field + ": " + invalid.message)
                        .collect(Collectors.joining(", "));
        ObjectNode details = Json.object("name", Json.name(pod), "kind", "Pod");
        details.set("causes", Json.array(all.stream().map(Invalid::cause).toList()));
        throw new Failure(
                422,
                "Invalid",
                "Pod \""
                        + Json.name(pod)
                        + "\" is invalid: "
                        + (all.size() > 1 ? "[" + each + "]" : each),
                details);
    }
}
