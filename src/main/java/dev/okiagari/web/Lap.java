package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of a repeat, as far as the page of the repeat shows it. */
record Lap(
        UUID id,
        boolean running,
        Instant requestedAt,
        String pod,
        @Nullable Verdict verdict,
        @Nullable Recovery recovery) {

    static Lap of(Experiment run) {
        return new Lap(
                run.id(),
                run.isRunning(),
                run.requestedAt(),
                run.target().pod().name(),
                run.verdict(),
                run.recovery());
    }

    /** In seconds; null where it did not recover, or not yet. */
    @Nullable Double recovered() {
        boolean given = verdict != null && verdict.outcome() == Outcome.NOT_RECOVERED;
        return recovery == null || given ? null : recovery.total();
    }
}
