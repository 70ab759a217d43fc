package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Machine;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How the kubelet runs a command in a container for a probe. */
@FunctionalInterface
public interface Runner {

    CompletableFuture<Result> run(Machine machine, List<String> command);

    /** How the command ended, and what it wrote. */
    record Result(int code, String output) {}
}
