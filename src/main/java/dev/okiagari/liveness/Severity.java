package dev.okiagari.liveness;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a finding matters; the first is the worst. */
public enum Severity {
    /** A hang goes unnoticed, and nothing ends it. */
    HIGH,
    /**
     * It is noticed, but not mended, or mended at a price; or what needs no restart is restarted.
     */
    MEDIUM,
    /** It works, in other times than one would think. */
    LOW;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As scripts and message keys have it. */
    public String word() {
        return word;
    }

    /** The one that has this word. */
    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
