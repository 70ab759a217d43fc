package dev.okiagari.practice.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A simulated process; all of it is read and changed under the loop's lock. */
public final class Proc {

    private final Place place;
    private final @Nullable Machine machine;
    private final long startTicks;
    private final Map<PidSpace, Integer> numbers = new LinkedHashMap<>();
    private final List<Map<PidSpace, Integer>> threads = new ArrayList<>();
    private String name;
    private List<String> command;
    @Nullable Proc parent;
    long caught;
    long ignored;
    boolean stopped;
    boolean dead;
    int exitCode;
    IntConsumer handler = signal -> {};
    final TreeSet<Integer> pending = new TreeSet<>();
    final List<Runnable> ends = new ArrayList<>();

    /** From whom it comes, and when. */
    record Birth(@Nullable Proc parent, long ticks) {}

    Proc(
            Host host,
            Place place,
            @Nullable Machine machine,
            Birth birth,
            String name,
            List<String> command) {
        this.place = place;
        this.machine = machine;
        this.parent = birth.parent();
        this.startTicks = birth.ticks();
        this.name = name;
        this.command = List.copyOf(command);
        number(host, numbers);
        threads.add(numbers);
    }

    /** A number in the own namespace, and one in the node's. */
    private void number(Host host, Map<PidSpace, Integer> into) {
        into.put(host.root(), host.root().number());
        into.computeIfAbsent(place.space(), PidSpace::number);
    }

    public Place place() {
        return place;
    }

    public PidSpace space() {
        return place.space();
    }

    Map<PidSpace, Integer> numbers() {
        return numbers;
    }

    @Nullable Machine machine() {
        return machine;
    }

    /** Whether its container ends with it. */
    boolean main() {
        return machine != null && equals(machine.main());
    }

    boolean sharesMachine(Proc other) {
        return machine != null && machine.equals(other.machine);
    }

    /** Its number in its own namespace. */
    public int pid() {
        return pid(space());
    }

    /** Its number in a namespace; 0 where it cannot be seen from there. */
    public int pid(PidSpace view) {
        return numbers.getOrDefault(view, 0);
    }

    /** Its numbers as seen from a namespace, from there inwards. */
    String numbers(PidSpace view) {
        return inwards(numbers, view);
    }

    private static String inwards(Map<PidSpace, Integer> numbers, PidSpace view) {
        return numbers.keySet().stream()
                .dropWhile(space -> !space.equals(view))
                .map(space -> Integer.toString(numbers.getOrDefault(space, 0)))
                .collect(Collectors.joining("\t"));
    }

    public int parent() {
        return parent(space());
    }

    public int parent(PidSpace view) {
        return parent == null ? 0 : parent.pid(view);
    }

    public boolean isChildOf(Proc other) {
        return other.equals(parent);
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

    void threads(Host host, int count) {
        while (threads.size() < count) {
            Map<PidSpace, Integer> more = new LinkedHashMap<>();
            number(host, more);
            threads.add(more);
        }
    }

    /** The numbers of its threads, itself first, each as seen from a namespace inwards. */
    List<String> threads(PidSpace view) {
        return threads.stream().map(thread -> inwards(thread, view)).toList();
    }

    /** What execve does: the same process, another program. */
    public void becomes(String newName, List<String> newCommand) {
        name = newName;
        command = List.copyOf(newCommand);
        caught = 0;
        handler = signal -> {};
    }

    String state() {
        return stopped ? "T (stopped)" : "S (sleeping)";
    }
}
