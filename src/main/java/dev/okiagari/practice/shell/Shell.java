package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** A POSIX shell. */
final class Shell {

    private static final Set<String> NAMES = Set.of("sh", "bash");

    private Shell() {}

    static boolean isShell(String name) {
        return NAMES.contains(name);
    }

    static int main(Machine machine, Proc proc, List<String> command, Io io, Executor threads) {
        io.err().accept("sh: not yet\n");
        return 2;
    }
}
