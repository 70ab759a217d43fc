package dev.okiagari.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is missing from the history. */
public enum GapReason {
    COUNT_JUMPED,
    WATCH_LOST,
    NOT_RUNNING,
    DATABASE_AWAY,
    OVERFLOW,
    STATE_LOST,
    CLOCK_STEPPED;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word as the API spells it: lower case, with hyphens. */
    public String text() {
        return text;
    }

    /** The value that a word of the API names; empty where none does. */
    public static Optional<GapReason> of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
}
