package dev.okiagari.liveness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a container that its probe ended, up to the start of the next.
 *
 * @param exitCode null where it was not told
 * @param failures when the probe failed within it, as far as each was told of by itself; in order
 */
record Cycle(
        Instant startedAt,
        Instant finishedAt,
        Instant nextAt,
        @Nullable Integer exitCode,
        List<Instant> failures) {

    private static final int KILLED = 137;

    Cycle {
        failures = List.copyOf(failures);
    }

    Duration length() {
        return Duration.between(startedAt, nextAt);
    }

    Duration run() {
        return Duration.between(startedAt, finishedAt);
    }

    Duration gap() {
        return Duration.between(finishedAt, nextAt);
    }

    /** Whether it did not end before the grace was over. */
    boolean wasKilled() {
        return exitCode != null && exitCode == KILLED;
    }

    /** The failure that reached the threshold; null where not every one was told. */
    @Nullable Instant gaveUpAt(int threshold) {
        return failures.size() == threshold ? failures.getLast() : null;
    }
}
