package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a pod could not have an address of its own, its port is another one, in its spec too. */
final class Placement {

    private Placement() {}

    static void at(JsonNode container, int port) {
        container.path("ports").forEach(entry -> ((ObjectNode) entry).put("containerPort", port));
        for (ProbeWorker.Type type : ProbeWorker.Type.values()) {
            for (String how : List.of("httpGet", "tcpSocket")) {
                if (Json.at(container, type.field(), how, "port").isNumber()) {
                    ((ObjectNode) Json.at(container, type.field(), how)).put("port", port);
                }
            }
        }
    }
}
