package dev.okiagari.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a pod was looked at.
 *
 * @param at by our clock
 * @param until the same by the cluster's clock: no gap that it ends is longer
 * @param since by the cluster's clock, from when on something may have gone unseen
 * @param reason what a jump in a count is put down to; null where nobody had looked before
 * @param live whether the watch would have shown each step; false for what a list shows
 */
record Sight(Instant at, Instant until, Instant since, @Nullable GapReason reason, boolean live) {

    /**
     * A watch under load tells of what is past: what was told then was so at most that much before.
     */
    static final Duration LAG = Duration.ofMinutes(2);
}
