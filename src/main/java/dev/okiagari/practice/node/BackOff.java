package dev.okiagari.practice.node;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a container that has ended waits before it is started again. */
public final class BackOff {

    private static final Duration INITIAL = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofMinutes(5);
    private static final Duration FORGET = Duration.ofMinutes(10);

    private @Nullable Duration delay;
    private Instant updated = Instant.EPOCH;

    /** The delay that applies to a death at a time, measured from that time; zero for none. */
    public Duration after(Instant finished) {
        return delay == null || expired(finished) ? Duration.ZERO : delay;
    }

    /** The container is started once more. */
    public void next(Instant finished, Instant now) {
        if (delay == null || expired(finished)) {
            delay = INITIAL;
        } else {
            Duration doubled = delay.multipliedBy(2);
            delay = doubled.compareTo(MAX) > 0 ? MAX : doubled;
        }
        updated = now;
    }

    private boolean expired(Instant finished) {
        return Duration.between(updated, finished).compareTo(FORGET) > 0;
    }

    /** As Go writes a duration: {@code 10s}, {@code 2m40s}, {@code 5m0s}. */
    public static String write(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
