package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Killed;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.node.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs a command in a container, as exec does: a process of its own whose parent is outside. */
public final class Execution implements Runner, AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The image has no such command. */
    public static final class NotFound extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String command;

        NotFound(String command) {
            super("executable file not found: " + command, null, false, false);
            this.command = command;
        }

        public String command() {
            return command;
        }
    }

    /**
     * Starts the command.
     *
     * @return the exit code, when the command ends
     * @throws NotFound where the image does not have the command
     */
    public CompletableFuture<Integer> start(
            Machine machine, List<String> command, Consumer<String> out, Consumer<String> err) {
        String program = command.getFirst();
        if (Tools.find(machine.image(), program).isEmpty()) {
            throw new NotFound(program);
        }
        return CompletableFuture.supplyAsync(
                () -> play(machine, command, new Io(new Input(""), out, err)), threads);
    }

    private int play(Machine machine, List<String> command, Io io) {
        try {
            Proc proc = machine.spawn(null, Programs.base(command.getFirst()), command);
            return Programs.run(machine, proc, command, io, threads);
        } catch (Killed killed) {
            return killed.code();
        }
    }

    @Override
    public CompletableFuture<Result> run(Machine machine, List<String> command) {
        List<String> output = new CopyOnWriteArrayList<>();
        try {
            return start(machine, command, output::add, output::add)
                    .thenApply(code -> new Result(code, String.join("", output)));
        } catch (NotFound missing) {
            return CompletableFuture.failedFuture(missing);
        }
    }

    @Override
    public boolean knows(Image image, String command) {
        return Tools.find(image, command).isPresent();
    }

    @Override
    public void main(Machine machine, Proc proc, List<String> command) {
        Lines out = new Lines(machine::print);
        Io io = new Io(new Input(""), out, out);
        threads.execute(() -> {
            int _ = Programs.run(machine, proc, command, io, threads);
        });
    }

    @Override
    public void close() {
        boolean _ = threads.shutdownNow().isEmpty();
    }
}
