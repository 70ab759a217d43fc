package dev.okiagari.history;

import java.util.Locale;

/** What a kept row of probe failures is worth. */
enum Standing {
    /** It is shown, and summed up. */
    COUNTED,
    /** Events told it, and an exact count has it. */
    SUPERSEDED,
    /** The kubelet could not run the probe, and discarded that. */
    DISCARDED;

    static Standing of(boolean discarded) {
        return discarded ? DISCARDED : COUNTED;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
