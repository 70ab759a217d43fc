package dev.okiagari.practice.machine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A process namespace: it numbers its processes, and when its first one ends, all of them end. */
public final class PidSpace {

    private final TreeMap<Integer, Proc> processes = new TreeMap<>();
    private int last;
    private boolean closed;
    private @Nullable Proc init;

    /** The next number; threads take one each too. */
    int number() {
        return ++last;
    }

    void add(int number, Proc proc) {
        processes.put(number, proc);
        if (init == null) {
            init = proc;
        }
    }

    void remove(int number) {
        Proc gone = processes.remove(number);
        closed |= gone != null && gone.equals(init);
    }

    @Nullable Proc init() {
        return init;
    }

    /** Its first process has ended: nothing can be started in it any more. */
    public boolean closed() {
        return closed;
    }

    Optional<Proc> process(int number) {
        return Optional.ofNullable(processes.get(number));
    }

    Collection<Proc> processes() {
        return List.copyOf(processes.values());
    }
}
