package dev.okiagari.practice.shell;

import org.jspecify.annotations.Nullable;

/** A text that is read once, line by line. */
final class Input {

    private final String text;
    private int position;

    Input(String text) {
        this.text = text;
    }

    /** The next line without its end; null at the end of the text. */
    @Nullable String line() {
        if (position >= text.length()) {
            return null;
        }
        int end = text.indexOf('\n', position);
        String line = text.substring(position, end < 0 ? text.length() : end);
        position = end < 0 ? text.length() : end + 1;
        return line;
    }

    String rest() {
        String rest = text.substring(position);
        position = text.length();
        return rest;
    }
}
