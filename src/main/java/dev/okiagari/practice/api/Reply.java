package dev.okiagari.practice.api;

import dev.okiagari.practice.machine.Machine;
import java.util.List;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What the API answers. */
sealed interface Reply {

    /** An object. */
    record Whole(int code, JsonNode body) implements Reply {}

    /** Plain text. */
    record Text(int code, String body) implements Reply {}

    /** Text of which more comes. */
    record Lines(Flux<String> lines) implements Reply {}

    /** A watch: one event an item. */
    record Stream(Flux<String> events) implements Reply {}

    /** A command that is run as soon as the connection is a WebSocket. */
    record Exec(Machine machine, List<String> command) implements Reply {}
}
