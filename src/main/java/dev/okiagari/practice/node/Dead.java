package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run of a container that is over.
 *
 * @param message empty where there is nothing to be said
 */
record Dead(
        String containerId,
        int code,
        String reason,
        String message,
        Instant started,
        Instant finished,
        String log) {

    ObjectNode terminated() {
        ObjectNode terminated =
                Json.object(
                        "exitCode",
                        code,
                        "reason",
                        reason,
                        "startedAt",
                        Json.time(started),
                        "finishedAt",
                        Json.time(finished),
                        "containerID",
                        containerId);
        if (!message.isEmpty()) {
            terminated.put("message", message);
        }
        return terminated;
    }
}
