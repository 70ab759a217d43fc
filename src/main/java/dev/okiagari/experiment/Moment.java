package dev.okiagari.experiment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as well as we know.
 *
 * @param clock where it was read
 */
record Moment(Instant at, Phase.Clock clock) {

    /** The cluster cuts its times to the second, and its word needs a moment to reach us. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /**
     * The finer of two: when the watch told us, unless that was long after.
     *
     * @param arrived when we were told
     * @param theirs what the cluster says; null where it does not
     */
    static Moment of(Instant arrived, @Nullable Instant theirs) {
        return theirs == null || !arrived.isAfter(theirs.plus(FRESH))
                ? new Moment(arrived, Phase.Clock.WATCH)
                : new Moment(theirs, Phase.Clock.CLUSTER);
    }

    /** What the cluster says; our own time where it does not. */
    static Moment theirs(Instant arrived, @Nullable Instant theirs) {
        return theirs == null
                ? new Moment(arrived, Phase.Clock.WATCH)
                : new Moment(theirs, Phase.Clock.CLUSTER);
    }

    /** Not before one time and not after another: a cut second may seem to lie outside. */
    Moment within(Instant earliest, Instant latest) {
        Instant notAfter = at.isAfter(latest) ? latest : at;
        return new Moment(notAfter.isBefore(earliest) ? earliest : notAfter, clock);
    }
}
