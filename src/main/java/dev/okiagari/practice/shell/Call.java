package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Image;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.ProcFs;
import java.util.List;
import java.util.Optional;

/** One command that is run: by which process, with which words after its name, to which streams. */
record Call(Machine machine, Proc proc, Io io, List<String> words) {

    Call with(List<String> others) {
        return new Call(machine, proc, io, others);
    }

    int say(String text) {
        io.out().accept(text);
        return 0;
    }

    int complain(String text, int code) {
        io.err().accept(text + "\n");
        return code;
    }

    boolean busybox() {
        return machine.image().flavour() == Image.Flavour.BUSYBOX;
    }

    Optional<String> read(String path) {
        return new ProcFs(machine).read(path, proc.pid());
    }

    Optional<List<String>> list(String path) {
        return new ProcFs(machine).list(path, proc.pid());
    }

    /**
     * All that the files hold, or what comes in where there are none; empty where one is missing.
     */
    Optional<String> input(List<String> paths) {
        if (paths.isEmpty()) {
            return Optional.of(io.in().rest());
        }
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            Optional<String> text = read(path);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            all.append(text.get());
        }
        return Optional.of(all.toString());
    }
}
