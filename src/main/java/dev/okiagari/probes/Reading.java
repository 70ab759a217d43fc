package dev.okiagari.probes;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** What came of asking for the counters of a node. */
sealed interface Reading {

    /** As much of a reason as is told on. */
    int LONG = 300;

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

    /** The innermost cause, in one line. */
    static String shortly(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage();
        return shortly(said == null ? root.getClass().getSimpleName() : said);
    }

    /** In one line, whatever is in it. */
    static String shortly(String said) {
        String text = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= LONG ? text : text.substring(0, LONG) + "…";
    }
}
