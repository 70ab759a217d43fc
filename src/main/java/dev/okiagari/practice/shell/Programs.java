package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Killed;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Runs a program in a process that is there already, to the end of both. */
final class Programs {

    private static final Set<String> SHELLS = Set.of("sh", "bash");

    private Programs() {}

    static String base(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    static int run(Machine machine, Proc proc, List<String> command, Io io, Executor threads) {
        int code;
        try {
            Optional<Program> own = machine.image().program(command.getFirst());
            if (own.isPresent()) {
                return play(machine, proc, own.get());
            }
            code =
                    SHELLS.contains(base(command.getFirst()))
                            ? Shell.main(machine, proc, command, io, threads)
                            : new Tools(machine, proc, io).run(command);
        } catch (Killed killed) {
            code = killed.code();
        }
        machine.exit(proc, code);
        return code;
    }

    /** The image's own program ends when it wants to. */
    private static int play(Machine machine, Proc proc, Program program) {
        machine.loop().run(() -> program.start(machine, proc));
        try {
            machine.rest(proc, () -> false);
            return 0;
        } catch (Killed ended) {
            return ended.code();
        }
    }
}
