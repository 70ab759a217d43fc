package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.Signals;
import java.util.List;

/** What a shell does about signals, and at its end. */
final class Traps {

    private final Machine machine;
    private final Proc proc;
    private String atExit = "";

    Traps(Machine machine, Proc proc) {
        this.machine = machine;
        this.proc = proc;
    }

    int set(List<String> words) {
        if (words.size() < 2) {
            return 0;
        }
        String action = words.getFirst();
        for (String word : words.subList(1, words.size())) {
            int signal = Signals.number(word).orElse(-1);
            if (signal < 0) {
                return 1;
            }
            if (signal == 0) {
                atExit = action.equals("-") ? "" : action;
            } else {
                mask(action, Signals.mask(signal));
            }
        }
        return 0;
    }

    private void mask(String action, long mask) {
        boolean ignores = action.isEmpty();
        boolean catches = !ignores && !action.equals("-");
        machine.loop()
                .run(() ->
                        proc.masks(
                                catches ? proc.caught() | mask : proc.caught() & ~mask,
                                ignores ? proc.ignored() | mask : proc.ignored() & ~mask));
    }

    /** The script that is to be run at the end, once. */
    String takeAtExit() {
        String last = atExit;
        atExit = "";
        return last;
    }
}
