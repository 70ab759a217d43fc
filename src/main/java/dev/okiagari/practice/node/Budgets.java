package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import dev.okiagari.practice.store.Store;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Counts how many disruptions a budget still allows. */
final class Budgets {

    private final Store store;

    Budgets(Store store) {
        this.store = store;
    }

    void look(ObjectNode budget) {
        Selector selector =
                Selector.matching(
                        Json.namespace(budget), Json.at(budget, "spec", "selector", "matchLabels"));
        List<ObjectNode> pods = store.list(Kind.POD).stream().filter(selector).toList();
        int healthy =
                (int)
                        pods.stream()
                                .filter(pod -> !Json.terminating(pod) && Defaults.ready(pod))
                                .count();
        int needs = Json.number(budget, 0, "spec", "minAvailable");
        var _ =
                store.update(
                        Kind.DISRUPTION_BUDGET,
                        Json.namespace(budget),
                        Json.name(budget),
                        changed ->
                                Json.dig(changed, "status")
                                        .put("currentHealthy", healthy)
                                        .put("desiredHealthy", needs)
                                        .put("expectedPods", pods.size())
                                        .put("disruptionsAllowed", Math.max(0, healthy - needs)));
    }
}
