package dev.okiagari;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import dev.okiagari.cluster.Hidden;

/**
 * Writes control characters of a log line as escapes, since pod names and messages are other
 * people's: a line break cannot forge a line, nor an escape sequence take over a terminal. With the
 * option {@code lines} line breaks and tabs stay, and each further line is indented.
 */
public class PrintableConverter extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return "lines".equals(getFirstOption()) ? printableLines(text) : printable(text);
    }

    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(printable, c));
        return printable.toString();
    }

    static String printableLines(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.lines()
                .forEach(line ->
                        printable
                                .append("    ")
                                .append(printable(line.replace("\t", "    ")))
                                .append('\n'));
        return printable.toString();
    }

    private static void append(StringBuilder printable, int c) {
        switch (c) {
            case '\n' -> printable.append("\\n");
            case '\r' -> printable.append("\\r");
            case '\t' -> printable.append("\\t");
            default -> {
                if (Hidden.isHidden(c)) {
                    printable.append("\\u%04x".formatted(c));
                } else {
                    printable.appendCodePoint(c);
                }
            }
        }
    }
}
