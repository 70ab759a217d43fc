package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
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
        demandNone(Kind.POD, pod, all);
    }

    /**
     * @throws Failure in the words of a validation, where there is one
     */
    static void demandNone(Kind kind, JsonNode object, List<Invalid> all) {
        if (all.isEmpty()) {
            return;
        }
        String each =
                all.stream()
                        .map(invalid -> invalid.field + ": " + invalid.message)
                        .collect(Collectors.joining(", "));
        ObjectNode details = Json.object("name", Json.name(object), "kind", kind.kind());
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.set("causes", Json.array(all.stream().map(Invalid::cause).toList()));
        throw new Failure(
                422,
                "Invalid",
                kind.kind()
                        + (kind.group().isEmpty() ? "" : "." + kind.group())
                        + " \""
                        + Json.name(object)
                        + "\" is invalid: "
                        + (all.size() > 1 ? "[" + each + "]" : each),
                details);
    }
}
