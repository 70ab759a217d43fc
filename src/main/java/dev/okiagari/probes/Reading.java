package dev.okiagari.probes;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** What came of asking for the counters of a node. */
sealed interface Reading {

    /**
     * It answered.
     *
     * @param at when they were as they are told
     */
    record Known(Counters counters, Instant at) implements Reading {}

    /** It did not, or not so that it means anything. */
    record Failed(Message reason) implements Reading {}

    static Reading failed(String key, Object... arguments) {
        return new Failed(Message.of(key, arguments));
    }
}
