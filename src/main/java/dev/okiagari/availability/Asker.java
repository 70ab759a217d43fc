package dev.okiagari.availability;

import java.io.IOException;

/** Asks once; what cannot be asked is no good answer. Used by many threads. */
interface Asker {

    /** Whatever must be known before the first request, which waits for it. */
    default void prepare() throws InterruptedException {}

    Answer ask(int timeoutMillis) throws IOException, InterruptedException;

    /** How it reaches what it asks. */
    String via();
}
