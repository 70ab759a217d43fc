package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Containers in which commands begin and never end. */
final class NoCommands implements Runner {

    @Override
    public CompletableFuture<Result> run(Machine machine, List<String> command) {
        return new CompletableFuture<>();
    }

    @Override
    public boolean knows(Image image, String command) {
        return image.program(command).isPresent() || image.commands().contains(command);
    }

    @Override
    public void main(Machine machine, Proc proc, List<String> command) {
        // it never ends
    }
}
