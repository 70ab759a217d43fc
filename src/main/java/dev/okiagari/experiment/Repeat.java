package dev.okiagari.experiment;

import java.util.Locale;

/**
 * The same again, so that one lucky recovery proves nothing.
 *
 * @param times 2 to {@link #MOST}
 */
public record Repeat(int times, Spacing spacing) {

    /** More would be an outage, not an experiment. */
    public static final int MOST = 100;

    public Repeat {
        if (times < 2 || times > MOST) {
            throw new IllegalArgumentException("times must be 2 to " + MOST);
        }
    }

    /** When the next one begins. */
    public enum Spacing {
        /** When the target is ready again. */
        READY,
        /** When the kubelet has forgotten its back-off, too. */
        SETTLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
