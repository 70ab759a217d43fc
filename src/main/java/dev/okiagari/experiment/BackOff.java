package dev.okiagari.experiment;

import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the kubelet holds back a container that ends too often: at once the first time, then 10
 * s, and twice as long each time, up to five minutes. It forgets when a run has lasted ten minutes.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** It looks after a pod in trouble every 10 s, give or take a half. */
    private static final Duration POLLING = Duration.ofSeconds(15);

    private BackOff() {}

    /**
     * What is left of it when a probe has the container killed: then the kubelet still counts from
     * the end of the run before, which is mostly over.
     *
     * @param before when that run ended; null where there was none
     * @param untilEnd from now to the end of this one
     */
    static Span afterProbeKill(
            Duration backOff, @Nullable Instant before, Span untilEnd, Instant now) {
        if (backOff.isZero() || before == null) {
            return Span.NONE;
        }
        Duration left = Duration.between(now, before.plus(backOff));
        Duration most = left.minus(untilEnd.min());
        Duration least = left.minus(untilEnd.max());
        return most.isPositive()
                ? new Span(least.isPositive() ? least : Duration.ZERO, most.plus(POLLING))
                : Span.NONE;
    }

    /**
     * A run of the container.
     *
     * @param finishedAt null while it runs
     */
    record Life(Instant startedAt, @Nullable Instant finishedAt) {}

    /**
     * What the next end would cost.
     *
     * @param lives the oldest first, the running one last
     */
    static Duration next(List<Life> lives, Instant now) {
        Duration held = Duration.ZERO;
        for (int i = 1; i < lives.size(); i++) {
            Instant ended = lives.get(i - 1).finishedAt();
            Instant begun = lives.get(i - 1).startedAt();
            held =
                    held.isZero() || ended == null || isForgotten(begun, ended)
                            ? FIRST
                            : twice(held);
        }
        return lives.isEmpty() || isForgotten(lives.getLast().startedAt(), now)
                ? Duration.ZERO
                : held;
    }

    private static boolean isForgotten(Instant begun, Instant ended) {
        return Duration.between(begun, ended).compareTo(FORGOTTEN) > 0;
    }

    private static Duration twice(Duration held) {
        Duration twice = held.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
