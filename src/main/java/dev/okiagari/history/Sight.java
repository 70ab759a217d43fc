package dev.okiagari.history;

import dev.okiagari.cluster.PodSnapshot;
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

    /** Less may be a difference between clocks, and what a cluster tells is of whole seconds. */
    private static final Duration LATE = Duration.ofSeconds(3);

    /**
     * When a pod that was not ready at the look before became so: by our clock, which has
     * milliseconds. A list in place of a watch that could not go on shows it late; then the
     * cluster's own word is nearer.
     *
     * @param notBefore by the cluster: when that which is ready began
     */
    Instant readySince(PodSnapshot pod, Instant notBefore) {
        Instant told = pod.readySince();
        Instant earliest = since.minus(LAG);
        if (told == null || told.isBefore(notBefore) || told.isBefore(earliest)) {
            return at;
        }
        return told.isBefore(until.minus(LATE)) ? told : at;
    }
}
