package dev.okiagari.availability;

import java.io.IOException;

/** Asks once; what cannot be asked is no good answer. Used by many threads. */
interface Asker {

    boolean ask(int timeoutMillis) throws IOException, InterruptedException;

    /** How it reaches what it asks. */
    String via();
}
