package dev.okiagari.web;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.experiment.Signal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process, as a row.
 *
 * @param state the letter of {@code /proc}
 * @param stated whether pages have a word for the letter
 * @param aimable whether it is one of the application's, and not of an exec
 * @param catches names of signals, with commas between
 */
record ProcessRow(
        int pid,
        int parent,
        String state,
        boolean stated,
        String user,
        String command,
        @Nullable Moment startedAt,
        String catches,
        String ignores,
        boolean primary,
        boolean aimable) {

    private static final Set<String> STATED = Set.of("R", "S", "D", "T", "Z", "I");

    static List<ProcessRow> of(ProcessTable table) {
        return table.items().stream()
                .map(process -> of(process, table.isOfApplication(process)))
                .toList();
    }

    private static ProcessRow of(ContainerProcess process, boolean aimable) {
        return new ProcessRow(
                process.pid(),
                process.parentPid(),
                process.state(),
                STATED.contains(process.state()),
                process.user(),
                command(process),
                Moment.of(process.startedAt()),
                names(process.catches()),
                names(process.ignores()),
                process.isPrimary(),
                aimable);
    }

    static String command(ContainerProcess process) {
        return process.command().isEmpty()
                ? "[" + process.name() + "]"
                : String.join(" ", process.command());
    }

    static String names(Set<Integer> numbers) {
        return numbers.stream()
                .sorted()
                .map(String::valueOf)
                .map(number -> Signal.parse(number).map(Signal::name).orElse(number))
                .collect(Collectors.joining(", "));
    }
}
