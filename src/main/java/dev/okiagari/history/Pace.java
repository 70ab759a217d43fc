package dev.okiagari.history;

import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** So many in a minute and no more, at even distances after the first few. */
final class Pace {

    private static final int AT_ONCE = 10;

    private final Clock clock;
    private final Sleep sleep;
    private final Duration distance;
    private Instant next = Instant.MIN;

    Pace(Clock clock, Sleep sleep, int perMinute) {
        this.clock = clock;
        this.sleep = sleep;
        this.distance = Duration.ofMinutes(1).dividedBy(perMinute);
    }

    /** Returns when it is the caller's turn. */
    void await() throws InterruptedException {
        Duration wait = take();
        if (wait.isPositive()) {
            sleep.sleep(wait);
        }
    }

    private synchronized Duration take() {
        Instant now = clock.instant();
        Instant earliest = now.minus(distance.multipliedBy(AT_ONCE - 1L));
        Instant turn = next.isBefore(earliest) ? earliest : next;
        next = turn.plus(distance);
        return Duration.between(now, turn);
    }
}
