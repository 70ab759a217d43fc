package dev.okiagari.history;

import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelet remembers of a container that ends too often: it starts it at once the first
 * time, then holds it back for 10 s, and twice as long each time, up to five minutes. It forgets
 * when a run has lasted ten minutes.
 *
 * <p>It does not look at the run that its probe has just had killed, but at the one before: only
 * where that one ended less than a back-off ago is the next start held back, and then for a whole
 * one.
 *
 * @param delay how long it would hold back; zero where it remembers nothing
 * @param previousEnd when the run before the present one ended
 * @param lastStart when the present run began
 * @param at what these go by: the instant of the look
 */
public record BackOff(
        Duration delay, @Nullable Instant previousEnd, @Nullable Instant lastStart, Instant at) {

    /** Of a container that has never ended, or not for long. */
    public static final BackOff NONE = new BackOff(Duration.ZERO, null, null, Instant.EPOCH);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** It looks again every 10 s, give or take a half. */
    private static final Duration POLLING = Duration.ofSeconds(15);

    /** A start later than this after the end was held back. */
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    /**
     * A restart.
     *
     * @param byProbe whether a probe had the run killed
     */
    public record Step(Instant endedAt, boolean byProbe, Instant startedAt) {

        private boolean wasHeld() {
            return Duration.between(endedAt, startedAt).compareTo(AT_ONCE) > 0;
        }
    }

    /**
     * By a container's restarts so far.
     *
     * @param steps the oldest first
     */
    public static BackOff after(List<Step> steps, Instant at) {
        Duration delay = Duration.ZERO;
        Instant dead = null;
        Instant lastStart = null;
        for (Step step : steps) {
            if (lastStart != null && isForgotten(lastStart, step.endedAt())) {
                delay = Duration.ZERO;
            }
            boolean looksAtThisEnd = !step.byProbe() || step.wasHeld();
            if (looksAtThisEnd || dead != null) {
                delay = next(delay);
            }
            dead = step.endedAt();
            lastStart = step.startedAt();
        }
        return new BackOff(delay, dead, lastStart, at);
    }

    private static Duration next(Duration delay) {
        if (delay.isZero()) {
            return FIRST;
        }
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private static boolean isForgotten(Instant start, Instant end) {
        return Duration.between(start, end).compareTo(FORGOTTEN) > 0;
    }

    /** How long the next start would be held back if the run ended now by itself. */
    public Duration afterExit() {
        return lastStart != null && isForgotten(lastStart, at) ? Duration.ZERO : delay;
    }

    /**
     * How long the next start is held back, counted from the end of the present run.
     *
     * @param ended from {@link #at} to that end, which a probe brings about
     */
    public Span afterProbeKill(Span ended) {
        if (delay.isZero() || previousEnd == null || isOver(ended.min())) {
            return Span.NONE;
        }
        return new Span(isOver(ended.max()) ? Duration.ZERO : delay, delay.plus(POLLING));
    }

    private boolean isOver(Duration later) {
        Instant end = at.plus(later);
        boolean forgotten = lastStart != null && isForgotten(lastStart, end);
        return forgotten
                || previousEnd == null
                || Duration.between(previousEnd, end).compareTo(delay) >= 0;
    }
}
