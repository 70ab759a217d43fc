package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.Signals;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What a shell does about signals, and at its end. */
final class Traps {

    private final Machine machine;
    private final Proc proc;
    private final Map<Integer, String> actions = new HashMap<>();
    private final Deque<Integer> caught = new ConcurrentLinkedDeque<>();
    private String atExit = "";

    Traps(Machine machine, Proc proc) {
        this.machine = machine;
        this.proc = proc;
        proc.onSignal(this::signal);
    }

    private void signal(int signal) {
        if (actions.containsKey(signal)) {
            caught.addLast(signal);
        }
    }

    boolean pending() {
        return !caught.isEmpty();
    }

    /** What wait says when a signal ends it. */
    int interruption() {
        return caught.isEmpty() ? 0 : 128 + caught.getFirst();
    }

    /** The action of the next signal that has come; empty where none has. */
    String next() {
        Integer signal = caught.pollFirst();
        return signal == null ? "" : actions.getOrDefault(signal, "");
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
                mask(action, signal);
            }
        }
        return 0;
    }

    private void mask(String action, int signal) {
        long mask = Signals.mask(signal);
        boolean ignores = action.isEmpty();
        boolean catches = !ignores && !action.equals("-");
        machine.loop().run(() -> act(signal, catches ? action : ""));
        machine.loop()
                .run(() ->
                        proc.masks(
                                catches ? proc.caught() | mask : proc.caught() & ~mask,
                                ignores ? proc.ignored() | mask : proc.ignored() & ~mask));
    }

    private void act(int signal, String action) {
        if (action.isEmpty()) {
            actions.remove(signal);
        } else {
            actions.put(signal, action);
        }
    }

    /** The script that is to be run at the end, once. */
    String takeAtExit() {
        String last = atExit;
        atExit = "";
        return last;
    }
}
