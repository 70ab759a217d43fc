package dev.okiagari.proof;

import dev.okiagari.cluster.Message;

/** What came of a step in which a container was to hang. */
sealed interface HangResult {

    /** It hung, and was seen to its end. */
    record Hung(Sight sight) implements HangResult {}

    /** It did not, or nobody can tell. */
    record NotHung(Message reason) implements HangResult {}

    static HangResult not(String why, Object... facts) {
        return new NotHung(Message.of("proof.failed." + why, facts));
    }
}
