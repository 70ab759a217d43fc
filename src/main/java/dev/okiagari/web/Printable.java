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
        return shown(COLOUR.matcher(text.replace("\r\n", "\n")).replaceAll(""));
    }

    /** With what is hidden written as an escape. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** Whether nothing in it is hidden. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean usual = (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
            if (!usual && Hidden.isHidden(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something in it is no character of HTML. */
    static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || Character.isSurrogate(c)) {
                if (Hidden.isHidden(text.codePointAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\n' || c == '\t' || !Hidden.isHidden(c)) {
            shown.appendCodePoint(c);
        } else {
            shown.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
    }
}
