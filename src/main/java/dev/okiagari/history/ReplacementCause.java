package dev.okiagari.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a pod was replaced. */
public enum ReplacementCause {
    INJECTED,
    EVICTED,
    PREEMPTED,
    NODE_PRESSURE,
    NODE_LOST,
    ROLLOUT,
    SCALED,
    COMPLETED,
    DELETED,
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word as the API spells it: lower case, with hyphens. */
    public String text() {
        return text;
    }

    /** The value that a word of the API names; empty where none does. */
    public static Optional<ReplacementCause> of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
}
