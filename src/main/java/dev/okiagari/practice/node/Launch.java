package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.Program;
import dev.okiagari.practice.store.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a container runs: its command and environment. */
record Launch(Node node, Image image, JsonNode spec) {

    List<String> command() {
        List<String> given = words("command");
        List<String> all = new ArrayList<>(given.isEmpty() ? image.entrypoint() : given);
        all.addAll(words("args"));
        return all;
    }

    private List<String> words(String field) {
        return Json.items(spec.path(field)).stream().map(word -> word.asString("")).toList();
    }

    /** Why the command cannot be started; empty where it can. */
    Optional<String> obstacle() {
        String first = command().getFirst();
        return node.runner().knows(image, first)
                ? Optional.empty()
                : Optional.of(
                        "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \""
                                + first
                                + "\": executable file not found in $PATH");
    }

    void start(Machine machine) {
        List<String> command = command();
        Proc main = machine.boot(command);
        Optional<Program> own = image.program(command.getFirst());
        if (own.isPresent()) {
            own.get().start(machine, main);
        } else if (command.size() > 1 || !waitsForInput()) {
            node.runner().main(machine, main, command);
        }
    }

    /** A shell that is asked to read what nobody types waits for ever. */
    private boolean waitsForInput() {
        return spec.path("stdin").asBoolean(false);
    }

    Map<String, String> environment(String hostname) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOSTNAME", hostname);
        environment.put("HOME", "/root");
        spec.path("env")
                .forEach(entry ->
                        environment.put(Json.text(entry, "name"), Json.text(entry, "value")));
        return environment;
    }
}
