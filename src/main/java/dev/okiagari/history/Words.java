package dev.okiagari.history;

import dev.okiagari.cluster.Message;

/** What is to be kept of the last words of a run. */
sealed interface Words {

    Errand errand();

    /** These are they. */
    record Text(Errand errand, String text) implements Words {}

    /** They are not known, and why. */
    record Note(Errand errand, Message reason) implements Words {}
}
