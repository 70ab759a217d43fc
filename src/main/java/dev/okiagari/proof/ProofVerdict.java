package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import java.util.Locale;

/**
 * What both hangs together say of a probe.
 *
 * @param before what the first one came to, in a sentence
 * @param after what the second one did
 */
public record ProofVerdict(Conclusion conclusion, Message before, Message after) {

    /** From what was hoped for on. */
    public enum Conclusion {
        /** It answers a hang, as forecast. */
        PROVEN,
        /** It answers a hang, at another time than forecast. */
        OUTSIDE_FORECAST,
        /** It does not answer a hang. */
        NOT_PROVEN,
        /** Something else answered one of the hangs. */
        NOT_COMPARABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
