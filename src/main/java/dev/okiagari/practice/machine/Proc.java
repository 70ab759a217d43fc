package dev.okiagari.practice.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** A simulated process; all of it is read and changed under the loop's lock. */
public final class Proc {

    private final int pid;
    private final long startTicks;
    private String name;
    private List<String> command;
    int parent;
    long caught;
    long ignored;
    int threads = 1;
    boolean stopped;
    boolean dead;
    int exitCode;
    boolean reaped;
    IntConsumer handler = signal -> {};
    final TreeSet<Integer> pending = new TreeSet<>();
    final List<Runnable> ends = new ArrayList<>();

    Proc(int pid, int parent, long startTicks, String name, List<String> command) {
        this.pid = pid;
        this.parent = parent;
        this.startTicks = startTicks;
        this.name = name;
        this.command = List.copyOf(command);
    }

    public int pid() {
        return pid;
    }

    public int parent() {
        return parent;
    }

    public String name() {
        return name;
    }

    public List<String> command() {
        return command;
    }

    public long startTicks() {
        return startTicks;
    }

    public boolean dead() {
        return dead;
    }

    public boolean stopped() {
        return stopped;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Which signals run a handler and which are ignored, as masks. */
    public void masks(long catches, long ignores) {
        caught = catches;
        ignored = ignores;
    }

    public long caught() {
        return caught;
    }

    public long ignored() {
        return ignored;
    }

    public void onSignal(IntConsumer does) {
        handler = does;
    }

    public void onEnd(Runnable does) {
        ends.add(does);
    }

    public void threads(int count) {
        threads = count;
    }

    /** What execve does: the same process, another program. */
    public void becomes(String newName, List<String> newCommand) {
        name = newName;
        command = List.copyOf(newCommand);
        caught = 0;
    }

    String state() {
        return stopped ? "T (stopped)" : "S (sleeping)";
    }
}
