package dev.okiagari.web;

import dev.okiagari.cluster.Hidden;
import java.util.regex.Pattern;

/**
 * Other people's text as a page can show it: lines stay, colours of a terminal are left out, and
 * what else cannot be seen is written as an escape.
 */
final class Printable {

    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]{0,40}m");

    private Printable() {}

    static String lines(String text) {
        String plain = COLOUR.matcher(text.replace("\r\n", "\n")).replaceAll("");
        StringBuilder shown = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\n' || c == '\t' || !Hidden.isHidden(c)) {
            shown.appendCodePoint(c);
        } else {
            shown.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
    }
}
