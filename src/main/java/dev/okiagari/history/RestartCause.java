package dev.okiagari.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a container was restarted. */
public enum RestartCause {
    INJECTED,
    LIVENESS,
    STARTUP,
    OOM,
    CRASH,
    COMPLETED,
    RESIZE,
    DEFINITION_CHANGED,
    RESTART_ALL,
    SANDBOX_CHANGED,
    NODE_RESTARTED,
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word as the API spells it: lower case, with hyphens. */
    public String text() {
        return text;
    }

    /** The value that a word of the API names; empty where none does. */
    public static Optional<RestartCause> of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
}
