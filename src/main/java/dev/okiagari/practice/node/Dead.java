package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A run of a container that is over. */
record Dead(String containerId, int code, Instant started, Instant finished, String log) {

    ObjectNode terminated() {
        return Json.object(
                "exitCode",
                code,
                "reason",
                code == 0 ? "Completed" : "Error",
                "startedAt",
                Json.time(started),
                "finishedAt",
                Json.time(finished),
                "containerID",
                containerId);
    }
}
