package dev.okiagari.probes;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** What came of asking a kubelet. */
sealed interface Reading {

    /**
     * It answered.
     *
     * @param at by our clock, when it was asked
     */
    record Known(KubeletPage page, Instant at) implements Reading {}

    /** It did not, or not so that it means anything. */
    record Failed(Message reason) implements Reading {}
}
