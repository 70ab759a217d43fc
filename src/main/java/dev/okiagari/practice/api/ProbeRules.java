package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the API server asks of the probes of a pod, or of a template of pods. */
final class ProbeRules {

    private static final List<String> NUMBERS =
            List.of(
                    "initialDelaySeconds",
                    "timeoutSeconds",
                    "periodSeconds",
                    "successThreshold",
                    "failureThreshold");

    private ProbeRules() {}

    /**
     * @throws Failure where one of them cannot be
     */
    static void check(Kind kind, JsonNode object) {
        String path = kind == Kind.POD ? "spec" : "spec.template.spec";
        JsonNode spec =
                kind == Kind.POD
                        ? object.path("spec")
                        : Json.at(object, "spec", "template", "spec");
        List<Invalid> invalid = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                JsonNode container = spec.path(list).path(i);
                String at = path + "." + list + "[" + i + "].";
                for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                    if (container.has(probe)) {
                        one(at + probe, container.path(probe), invalid);
                    }
                }
            }
        }
        Invalid.demandNone(kind, object, invalid);
    }

    private static void one(String path, JsonNode probe, List<Invalid> invalid) {
        HandlerRules.check(path, probe, invalid);
        for (String number : NUMBERS) {
            if (probe.path(number).asInt(0) < 0) {
                invalid.add(
                        value(
                                path + "." + number,
                                probe.path(number),
                                "must be greater than or equal to 0"));
            }
        }
        JsonNode grace = probe.path("terminationGracePeriodSeconds");
        boolean readiness = path.endsWith("readinessProbe");
        if (grace.isNumber() && grace.asInt(0) <= 0) {
            invalid.add(
                    value(
                            path + ".terminationGracePeriodSeconds",
                            grace,
                            "must be greater than 0"));
        }
        if (readiness && grace.isNumber()) {
            invalid.add(
                    value(
                            path + ".terminationGracePeriodSeconds",
                            grace,
                            "must not be set for readinessProbes"));
        }
        if (!readiness && probe.path("successThreshold").asInt(1) != 1) {
            invalid.add(
                    value(path + ".successThreshold", probe.path("successThreshold"), "must be 1"));
        }
    }

    static Invalid value(String field, JsonNode value, String rule) {
        return new Invalid(field, "FieldValueInvalid", "Invalid value: " + value + ": " + rule);
    }
}
