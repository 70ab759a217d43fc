package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of the one attempt to inject. */
sealed interface Injection {

    /**
     * It was sent.
     *
     * @param at when it had arrived at the latest, by our clock
     * @param exitCode of the command; null where it was never told
     */
    record Sent(Instant at, @Nullable Integer exitCode, @Nullable String output)
            implements Injection {}

    /** It was certainly not sent, and nothing was touched. */
    record NotSent(
            Outcome outcome, Message reason, @Nullable Integer exitCode, @Nullable String output)
            implements Injection {}
}
