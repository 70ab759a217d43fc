package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be changed of a pod that is there. */
final class PodUpdates {

    private static final String ONLY_THESE =
            "pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                    + "`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                    + " previously negative)";
    private static final String EPHEMERAL = "ephemeralContainers";

    private PodUpdates() {}

    /**
     * @throws Failure where something else is changed
     */
    static void check(JsonNode before, JsonNode after) {
        List<Invalid> invalid = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            JsonNode now = Json.at(after, "spec", list);
            if (now.size() != Json.at(before, "spec", list).size()) {
                invalid.add(
                        new Invalid(
                                "spec." + list,
                                "FieldValueForbidden",
                                "Forbidden: pod updates may not add or remove containers"));
            }
            for (int i = 0; i < now.size(); i++) {
                if (Json.text(now.path(i), "image").isBlank()) {
                    invalid.add(
                            new Invalid(
                                    "spec." + list + "[" + i + "].image",
                                    "FieldValueRequired",
                                    "Required value"));
                }
            }
        }
        if (invalid.isEmpty() && !fixed(before).equals(fixed(after))) {
            invalid.add(new Invalid("spec", "FieldValueForbidden", "Forbidden: " + ONLY_THESE));
        }
        Invalid.demandNone(before, invalid);
    }

    /** The spec without what may be changed. */
    private static JsonNode fixed(JsonNode pod) {
        ObjectNode spec = pod.path("spec").deepCopy().asObject();
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> ((ObjectNode) container).remove("image"));
        }
        spec.remove(List.of("activeDeadlineSeconds", "tolerations"));
        return spec;
    }

    /**
     * Only ephemeral containers are taken over from what was asked for, and only new ones.
     *
     * @throws Failure where one is changed, taken away or wrong
     */
    static void takeEphemeral(ObjectNode pod, JsonNode asked) {
        JsonNode before = Json.at(pod, "spec", EPHEMERAL);
        JsonNode after = Json.at(asked, "spec", EPHEMERAL);
        List<Invalid> invalid = new ArrayList<>();
        for (JsonNode old : before) {
            String name = Json.text(old, "name");
            List<JsonNode> same = named(after, name);
            if (same.isEmpty() || !same.getFirst().equals(old)) {
                String what = same.isEmpty() ? "removed" : "changed";
                invalid.add(
                        new Invalid(
                                "spec." + EPHEMERAL,
                                "FieldValueForbidden",
                                "Forbidden: existing ephemeral containers \""
                                        + name
                                        + "\" may not be "
                                        + what
                                        + "\n"));
            }
        }
        for (int i = 0; i < after.size(); i++) {
            checkOne(pod, after, i, invalid);
        }
        Invalid.demandNone(pod, invalid);
        Json.dig(pod, "spec").set(EPHEMERAL, after.isArray() ? after : Json.array(List.of()));
    }

    private static void checkOne(JsonNode pod, JsonNode all, int index, List<Invalid> invalid) {
        JsonNode one = all.path(index);
        String path = "spec." + EPHEMERAL + "[" + index + "].";
        String name = Json.text(one, "name");
        if (name.isEmpty()) {
            invalid.add(new Invalid(path + "name", "FieldValueRequired", "Required value"));
        } else if (hosts(pod, name) || named(all, name).size() > 1) {
            invalid.add(
                    new Invalid(
                            path + "name",
                            "FieldValueDuplicate",
                            "Duplicate value: \"" + name + "\""));
        }
        if (Json.text(one, "image").isBlank()) {
            invalid.add(new Invalid(path + "image", "FieldValueRequired", "Required value"));
        }
        String target = Json.text(one, "targetContainerName");
        if (!target.isEmpty() && !hosts(pod, target)) {
            invalid.add(
                    new Invalid(
                            path + "targetContainerName",
                            "FieldValueNotFound",
                            "Not found: \"" + target + "\""));
        }
        for (String field : List.of("ports", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (one.has(field)) {
                invalid.add(
                        new Invalid(
                                path + field,
                                "FieldValueForbidden",
                                "Forbidden: cannot be set for an Ephemeral Container"));
            }
        }
    }

    private static boolean hosts(JsonNode pod, String name) {
        return !named(Json.at(pod, "spec", "containers"), name).isEmpty()
                || !named(Json.at(pod, "spec", "initContainers"), name).isEmpty();
    }

    private static List<JsonNode> named(JsonNode list, String name) {
        return Json.items(list).stream()
                .filter(item -> Json.text(item, "name").equals(name))
                .toList();
    }
}
