package dev.okiagari.safety;

import dev.okiagari.cluster.Message;

/** A guard that says no, and the fact that it says so for. */
public record Refusal(Guard guard, Message reason) {

    static Refusal of(Guard guard, Object... facts) {
        return new Refusal(guard, Message.of("safety.guard." + guard.word(), facts));
    }

    /**
     * One of several reasons that a guard may have.
     *
     * @param which the end of its text's key
     */
    static Refusal because(Guard guard, String which, Object... facts) {
        return new Refusal(guard, Message.of("safety.guard." + guard.word() + "." + which, facts));
    }
}
