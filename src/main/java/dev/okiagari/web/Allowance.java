package dev.okiagari.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a stream may look: over time so that it takes a fifth of a processor at most, and ten
 * times a second. What it did not take while all was quiet it may take at once. Of one stream.
 */
final class Allowance {

    /** From the end of one look to the end of the next it takes so many times as long as a look. */
    private static final int SHARE = 5;

    private static final Duration LEAST = Duration.ofMillis(20);
    private static final Duration SAVED = Duration.ofMillis(500);

    private final Clock clock;
    private Instant paid = Instant.MIN;

    Allowance(Clock clock) {
        this.clock = clock;
    }

    /** The pause after a look that took so long. */
    Duration pauseAfter(Duration cost) {
        Instant now = clock.instant();
        Duration due = cost.compareTo(LEAST) > 0 ? cost : LEAST;
        paid = within(now, paid, now.plus(SAVED)).plus(due.multipliedBy(SHARE));
        Duration pause = Duration.between(now, paid).minus(SAVED);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    /** Whoever waited as told is within; a clock that was set back is not. */
    private static Instant within(Instant first, Instant at, Instant last) {
        if (at.isBefore(first)) {
            return first;
        }
        return at.isAfter(last) ? last : at;
    }
}
