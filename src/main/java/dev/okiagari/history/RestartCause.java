package dev.okiagari.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    private static final Map<String, RestartCause> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(RestartCause::text, value -> value));

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word as the API spells it: lower case, with hyphens. */
    public String text() {
        return text;
    }

    /** The value that a word of the API names; empty where none does. */
    public static Optional<RestartCause> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
