package dev.okiagari.practice.shell;

import java.util.List;
import java.util.Map;

/** What {@code read} does: one line into variables, the rest into the last of them. */
final class Read {

    private Read() {}

    static int into(Map<String, String> variables, List<String> words, Input input) {
        List<String> names = words.stream().filter(word -> !word.startsWith("-")).toList();
        String line = input.line();
        String rest = line == null ? "" : line.strip();
        for (int i = 0; i < names.size(); i++) {
            String[] parts =
                    i == names.size() - 1 ? new String[] {rest, ""} : rest.split("[ \t]+", 2);
            variables.put(names.get(i), parts[0]);
            rest = parts.length > 1 ? parts[1] : "";
        }
        return line == null ? 1 : 0;
    }
}
