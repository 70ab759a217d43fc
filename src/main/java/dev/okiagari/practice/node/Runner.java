package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How the kubelet runs commands in a container. */
public interface Runner {

    /** Runs a command for a probe. */
    CompletableFuture<Result> run(Machine machine, List<String> command);

    /** Whether an image has a command. */
    boolean knows(Image image, String command);

    /** Goes on with a command in a container's main process, writing to the container's log. */
    void main(Machine machine, Proc proc, List<String> command);

    /** How the command ended, and what it wrote. */
    record Result(int code, String output) {}
}
