package dev.okiagari.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a rollout has come, as far as pods tell. */
public enum RolloutState {
    /** Pods of another revision are there, or one of it was never ready. */
    PROGRESSING,
    /** Each pod that was there was of it, and had been ready. */
    COMPLETE,
    /** Before it was complete another followed. */
    SUPERSEDED,
    /** Before it was complete, the last pod of it went. */
    UNDONE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word as the API spells it. */
    public String text() {
        return text;
    }

    /** The value that a word of the API names; empty where none does. */
    public static Optional<RolloutState> of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
}
