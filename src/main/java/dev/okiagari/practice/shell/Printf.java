package dev.okiagari.practice.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What printf prints: %s, %d, %% and the usual escapes. */
final class Printf {

    private Printf() {}

    static String format(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String format = escapes(words.getFirst());
        Deque<String> arguments = new ArrayDeque<>(words.subList(1, words.size()));
        StringBuilder out = new StringBuilder();
        do {
            once(format, arguments, out);
        } while (!arguments.isEmpty() && format.matches("(?s).*%[sd].*"));
        return out.toString();
    }

    private static void once(String format, Deque<String> arguments, StringBuilder out) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char kind = format.charAt(++i);
            String argument = kind == 's' || kind == 'd' ? arguments.poll() : "%";
            out.append(argument != null ? argument : kind == 'd' ? "0" : "");
        }
    }

    static String escapes(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\000", "\0")
                .replace("\\0", "\0")
                .replace("\\\\", "\\");
    }
}
