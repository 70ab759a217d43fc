package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** Whether the database can be used now: a state, never an exception. */
public sealed interface DatabaseState {

    /** It answers, and takes what is written. */
    record There() implements DatabaseState {}

    /**
     * It does not, and is tried again.
     *
     * @param since by our clock
     */
    record Away(Instant since, Message reason) implements DatabaseState {}
}
