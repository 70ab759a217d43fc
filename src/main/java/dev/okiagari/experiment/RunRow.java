package dev.okiagari.experiment;

import org.jspecify.annotations.Nullable;

/** One run of a repeat, as far as its list and spread need it. */
record RunRow(
        String parent, String id, @Nullable String outcome, @Nullable Double recoverySeconds) {

    /** What was given up on has no recovery, only a time for which it was watched. */
    boolean hasRecovered() {
        return recoverySeconds != null && !Outcome.NOT_RECOVERED.word().equals(outcome);
    }
}
