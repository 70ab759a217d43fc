package dev.okiagari.safety;

import dev.okiagari.cluster.Message;
import java.util.stream.Stream;

/** A guard that says no, and the fact that it says so for. */
public record Refusal(Guard guard, Message reason) {

    static Refusal of(Guard guard, Object... facts) {
        return new Refusal(guard, Message.of("safety.guard." + guard.word(), facts));
    }

    /**
     * As the audit log has it: where the cluster refused it to the person, with what they lack and
     * why, for nothing else keeps that.
     */
    public String result() {
        String word = "refused: " + guard.word();
        return guard == Guard.CLUSTER_DENIES
                ? "%s: %s may not %s %s in %s: %s"
                        .formatted(
                                Stream.concat(Stream.of(word), reason.arguments().stream())
                                        .toArray())
                : word;
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
