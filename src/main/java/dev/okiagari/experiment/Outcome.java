package dev.okiagari.experiment;

import java.util.Locale;

/** What may happen, and what did. */
public enum Outcome {
    /** The container ended and runs again in the same pod. */
    RESTARTED,
    /** The pod is gone and another of its workload is there. */
    REPLACED,
    SUSPENDED,
    /** Handled, and nothing visible followed. */
    DELIVERED,
    /** It did not arrive. */
    NO_EFFECT,
    /** Ended for good. */
    GONE,
    NOT_RECOVERED,
    DENIED,
    /** No way to deliver it; a forecast only. */
    IMPOSSIBLE,
    ABORTED,
    UNKNOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
