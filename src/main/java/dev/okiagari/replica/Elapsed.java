package dev.okiagari.replica;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells how long ago something was, by whichever of two clocks went further: one that somebody may
 * set, and one that stands still while the machine does.
 */
final class Elapsed {

    private final Clock clock;
    private final LongSupplier nanos;

    Elapsed(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A moment by both clocks. */
    record Mark(Instant at, long nanos) {}

    Mark mark() {
        return new Mark(clock.instant(), nanos.getAsLong());
    }

    Duration since(Mark mark) {
        return between(mark, mark());
    }

    static Duration between(Mark mark, Mark now) {
        Duration one = Duration.between(mark.at(), now.at());
        Duration other = Duration.ofNanos(now.nanos() - mark.nanos());
        return one.compareTo(other) > 0 ? one : other;
    }
}
