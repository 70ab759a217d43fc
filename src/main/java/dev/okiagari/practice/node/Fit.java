package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import tools.jackson.databind.JsonNode;

/** Whether the practice node is one that a pod asks for. */
final class Fit {

    private Fit() {}

    static boolean fits(Store store, JsonNode pod) {
        String wanted = Json.text(pod, "spec", "nodeName");
        JsonNode labels =
                store.get(Kind.NODE, "", Node.NAME)
                        .<JsonNode>map(node -> Json.at(node, "metadata", "labels"))
                        .orElseGet(Json::object);
        return (wanted.isEmpty() || wanted.equals(Node.NAME))
                && Json.at(pod, "spec", "nodeSelector").properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }
}
