package dev.okiagari.practice.api;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import dev.okiagari.practice.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ends a pod where its disruption budget allows that. */
final class Evictions {

    private static final List<String> NOT_DISRUPTED = List.of("Succeeded", "Failed", "Pending");

    private final Store store;
    private final Writes writes;

    Evictions(Store store, Writes writes) {
        this.store = store;
        this.writes = writes;
    }

    JsonNode evict(Request request) {
        JsonNode body = request.json();
        String apiVersion = Json.text(body, "apiVersion");
        if (!List.of("", "policy/v1", "policy/v1beta1").contains(apiVersion)) {
            throw Failure.badRequest("no kind \"Eviction\" is registered for " + apiVersion);
        }
        JsonNode options = body.path("deleteOptions");
        boolean dry = request.dryRun() || options.path("dryRun").toString().contains("All");
        return store.loop()
                .call(() -> {
                    ObjectNode pod =
                            store.get(Kind.POD, request.namespace(), request.name())
                                    .orElseThrow(() -> Failure.notFound(Kind.POD, request.name()));
                    Writes.preconditions(Kind.POD, pod, options.path("preconditions"));
                    boolean over =
                            NOT_DISRUPTED.contains(Json.text(pod, "status", "phase"))
                                    || Json.terminating(pod);
                    if (!over) {
                        spend(pod, dry);
                    }
                    if (!dry && !Json.terminating(pod)) {
                        JsonNode _ = writes.end(request, options, marked(pod));
                    }
                    return Json.object(
                            "kind",
                            "Status",
                            "apiVersion",
                            "v1",
                            "metadata",
                            Json.object(),
                            "status",
                            "Success",
                            "code",
                            201);
                });
    }

    private ObjectNode marked(ObjectNode pod) {
        ObjectNode condition =
                Json.object(
                        "type",
                        "DisruptionTarget",
                        "status",
                        "True",
                        "reason",
                        "EvictionByEvictionAPI",
                        "message",
                        "Eviction API: evicting",
                        "lastTransitionTime",
                        Json.time(store.loop().now()));
        return store.update(
                        Kind.POD,
                        Json.namespace(pod),
                        Json.name(pod),
                        target -> Json.dig(target, "status").withArray("conditions").add(condition))
                .orElseThrow();
    }

    /** Takes one of the disruptions that the budget of the pod, if any, allows now. */
    private void spend(ObjectNode pod, boolean dry) {
        List<ObjectNode> budgets =
                store.list(Kind.DISRUPTION_BUDGET).stream()
                        .filter(budget -> Selector.selecting(budget).test(pod))
                        .toList();
        if (budgets.size() > 1) {
            throw Failure.twoBudgets();
        }
        for (ObjectNode budget : budgets) {
            JsonNode status = budget.path("status");
            int needs = Json.number(status, 0, "desiredHealthy");
            int has = Json.number(status, 0, "currentHealthy");
            if (!Defaults.ready(pod) && goesUnhealthy(budget, needs, has)) {
                return;
            }
            if (Json.number(status, -1, "observedGeneration")
                    < Json.number(budget, 1, "metadata", "generation")) {
                throw Failure.budgetNotProcessed(Json.name(budget));
            }
            int allowed = Json.number(status, 0, "disruptionsAllowed");
            if (allowed <= 0) {
                throw Failure.disruption(Json.name(budget), needs, has);
            }
            if (!dry) {
                take(budget, pod, allowed);
            }
        }
    }

    /** A pod that does not serve costs nobody anything. */
    private static boolean goesUnhealthy(JsonNode budget, int needs, int has) {
        return Json.text(budget, "spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow")
                || (has >= needs && needs > 0);
    }

    private void take(ObjectNode budget, ObjectNode pod, int allowed) {
        var _ =
                store.update(
                        Kind.DISRUPTION_BUDGET,
                        Json.namespace(budget),
                        Json.name(budget),
                        changed -> {
                            ObjectNode status = Json.dig(changed, "status");
                            status.put("disruptionsAllowed", allowed - 1);
                            Json.dig(status, "disruptedPods")
                                    .put(Json.name(pod), Json.time(store.loop().now()));
                        });
    }
}
