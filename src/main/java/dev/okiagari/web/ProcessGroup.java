package dev.okiagari.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processes of the same command line, such as all workers.
 *
 * @param pids their numbers, with commas between
 */
record ProcessGroup(String command, int size, String pids) {

    /** Those of two and more that may be aimed at. */
    static List<ProcessGroup> of(List<ProcessRow> rows) {
        Map<String, List<ProcessRow>> byCommand =
                rows.stream()
                        .filter(row -> row.aimable() && !row.primary())
                        .collect(
                                Collectors.groupingBy(
                                        ProcessRow::command,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return byCommand.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> of(group.getKey(), group.getValue()))
                .toList();
    }

    private static ProcessGroup of(String command, List<ProcessRow> rows) {
        return new ProcessGroup(
                command,
                rows.size(),
                rows.stream()
                        .map(row -> String.valueOf(row.pid()))
                        .collect(Collectors.joining(",")));
    }
}
