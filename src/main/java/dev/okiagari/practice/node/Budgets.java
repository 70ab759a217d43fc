package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts how many disruptions a budget still allows. */
final class Budgets {

    private static final Duration DISRUPTED_AT_MOST = Duration.ofMinutes(2);

    private final Store store;

    Budgets(Store store) {
        this.store = store;
    }

    void look(ObjectNode budget) {
        List<ObjectNode> pods =
                store.list(Kind.POD).stream()
                        .filter(Selector.selecting(budget))
                        .filter(pod -> !over(pod))
                        .toList();
        ObjectNode disrupted = disrupted(budget, pods);
        int healthy = (int) pods.stream().filter(pod -> healthy(pod, disrupted)).count();
        int expected = expected(budget, pods);
        int needs = needs(budget.path("spec"), expected);
        int allowed = expected <= 0 ? 0 : Math.max(0, healthy - needs);
        int generation = Json.number(budget, 1, "metadata", "generation");
        var _ =
                store.update(
                        Kind.DISRUPTION_BUDGET,
                        Json.namespace(budget),
                        Json.name(budget),
                        changed -> {
                            ObjectNode status = Json.dig(changed, "status");
                            status.put("currentHealthy", healthy)
                                    .put("desiredHealthy", needs)
                                    .put("expectedPods", expected)
                                    .put("disruptionsAllowed", allowed)
                                    .put("observedGeneration", generation);
                            status.remove("disruptedPods");
                            if (!disrupted.isEmpty()) {
                                status.set("disruptedPods", disrupted);
                            }
                            condition(status, allowed > 0, generation);
                        });
    }

    private static boolean over(JsonNode pod) {
        return List.of("Succeeded", "Failed").contains(Json.text(pod, "status", "phase"));
    }

    private static boolean healthy(JsonNode pod, JsonNode disrupted) {
        return !Json.terminating(pod) && !disrupted.has(Json.name(pod)) && Defaults.ready(pod);
    }

    /** Pods whose end the API has granted and that are not yet seen to go. */
    private ObjectNode disrupted(JsonNode budget, List<ObjectNode> pods) {
        ObjectNode left = Json.object();
        Instant oldest = store.loop().now().minus(DISRUPTED_AT_MOST);
        for (ObjectNode pod : pods) {
            String since = Json.text(budget, "status", "disruptedPods", Json.name(pod));
            if (!since.isEmpty()
                    && !Json.terminating(pod)
                    && Instant.parse(since).isAfter(oldest)) {
                left.put(Json.name(pod), since);
            }
        }
        return left;
    }

    /** Shares are of what the owners want, a number of pods is of those that are there. */
    private int expected(JsonNode budget, List<ObjectNode> pods) {
        JsonNode least = Json.at(budget, "spec", "minAvailable");
        if (least.isNumber()) {
            return pods.size();
        }
        return pods.stream()
                .map(pod -> pod.path("metadata").path("ownerReferences").path(0))
                .distinct()
                .mapToInt(owner -> wanted(Json.namespace(budget), owner))
                .sum();
    }

    private int wanted(String namespace, JsonNode owner) {
        Optional<ObjectNode> found =
                Kind.named(Json.text(owner, "kind"))
                        .flatMap(kind -> store.get(kind, namespace, Json.text(owner, "name")));
        return found.map(object -> Json.number(object, 1, "spec", "replicas")).orElse(0);
    }

    private static int needs(JsonNode spec, int expected) {
        return spec.has("maxUnavailable")
                ? Math.max(0, expected - share(spec.path("maxUnavailable"), expected))
                : share(spec.path("minAvailable"), expected);
    }

    private static int share(JsonNode value, int whole) {
        String text = value.asString("0");
        return text.matches("\\d{1,3}%")
                ? (Integer.parseInt(text.replace("%", "")) * whole + 99) / 100
                : value.asInt(0);
    }

    private void condition(ObjectNode status, boolean allowed, int generation) {
        ObjectNode condition =
                Conditions.set(
                        status.withArray("conditions"),
                        "DisruptionAllowed",
                        allowed,
                        allowed ? "SufficientPods" : "InsufficientPods",
                        "",
                        store.loop().now());
        condition.put("observedGeneration", generation);
    }
}
