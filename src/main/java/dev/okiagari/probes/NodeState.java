package dev.okiagari.probes;

import dev.okiagari.cluster.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a node.
 *
 * @param failures in a row
 * @param nextAt when it is asked next
 */
record NodeState(Counting counting, int failures, Instant nextAt) {

    /** A kubelet that does not answer is asked more rarely, but not more rarely than this. */
    private static final Duration RAREST = Duration.ofMinutes(5);

    private static final int DOUBLINGS = 6;

    static NodeState answered(Instant at, Duration interval) {
        return new NodeState(new Counting.Exact(at), 0, at.plus(interval));
    }

    static NodeState failed(
            @Nullable NodeState before, Message reason, Instant at, Duration interval) {
        Instant since =
                before != null && before.counting instanceof Counting.Unreadable(Instant from, _)
                        ? from
                        : at;
        int failures = before == null ? 1 : Math.min(DOUBLINGS, before.failures + 1);
        Duration pause = interval.multipliedBy(1L << (failures - 1));
        Duration most = RAREST.compareTo(interval) > 0 ? RAREST : interval;
        return new NodeState(
                new Counting.Unreadable(since, reason),
                failures,
                at.plus(pause.compareTo(most) < 0 ? pause : most));
    }

    /** Half an interval early is early enough: the rounds themselves are one apart. */
    boolean isDue(Instant now, Duration interval) {
        return !nextAt.minus(interval.dividedBy(2)).isAfter(now)
                || now.isBefore(nextAt.minus(RAREST.multipliedBy(2)));
    }
}
