package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ProcessTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sleeper that a suspend leaves in a container, to resume the processes when nobody else does.
 * It must not outlive its suspend: it would end the next one too early.
 *
 * @param pid in the container's own process namespace
 * @param startTicks tell it from a later process with its number
 */
record DeadMansSwitch(int pid, long startTicks) {

    /** What each of our shells is called, in the place of {@code $0}. */
    static final String NAME = "okiagari";

    private static final Pattern TOLD =
            Pattern.compile("^switch (\\d+) (\\d+)$", Pattern.MULTILINE);

    /** The switch that a suspending command has told of; empty where it has not. */
    static Optional<DeadMansSwitch> toldIn(@Nullable String output) {
        Matcher told = TOLD.matcher(output == null ? "" : output);
        return told.find()
                ? Optional.of(
                        new DeadMansSwitch(
                                Integer.parseInt(told.group(1)), Long.parseLong(told.group(2))))
                : Optional.empty();
    }

    /** The processes that are ours: orphans of our shells, which PID 1 has inherited. */
    static Set<Integer> among(ProcessTable table) {
        Set<Integer> ours = new HashSet<>();
        table.items().stream()
                .filter(DeadMansSwitch::isShellOfOurs)
                .forEach(process -> ours.add(process.pid()));
        table.items().stream()
                .filter(process -> ours.contains(process.parentPid()))
                .map(ContainerProcess::pid)
                .toList()
                .forEach(ours::add);
        return ours;
    }

    private static boolean isShellOfOurs(ContainerProcess process) {
        List<String> command = process.command();
        return !process.isPrimary()
                && command.size() > 3
                && command.get(1).equals("-c")
                && command.get(3).equals(NAME);
    }
}
