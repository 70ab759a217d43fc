package dev.okiagari.web;

import dev.okiagari.cluster.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180) in which no text of others is a formula. */
final class Csv {

    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";
    private static final String QUOTED = ",\"\r\n";

    private Csv() {}

    /** A line with its end; null is an empty cell. */
    static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String line(@Nullable Object... cells) {
        return line(Arrays.asList(cells));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** What a spreadsheet would compute rather than show, also where it skips what is blank. */
    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && isBlank(text.charAt(first))) {
            first++;
        }
        boolean afterBreak = first > 0 && "\t\r\n".indexOf(text.charAt(0)) >= 0;
        return afterBreak || (first < text.length() && FORMULA.indexOf(text.charAt(first)) >= 0);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Hidden.isHidden(c);
    }
}
