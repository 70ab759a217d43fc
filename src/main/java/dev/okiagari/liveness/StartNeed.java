package dev.okiagari.liveness;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes from the start of a run until it is ready.
 *
 * @param seen from how many starts it is known; none where it is only reckoned from its probes
 */
public record StartNeed(Span span, int seen) {

    /** The kubelet's word comes a moment after the fact, and starts are told in whole seconds. */
    private static final Duration TELLING = Duration.ofSeconds(1);

    /** As its probes have it, if each is answered well the first time. */
    public static StartNeed of(Probes probes) {
        if (probes.startup() == null && probes.readiness() == null) {
            return new StartNeed(Span.NONE, 0);
        }
        Span started = firstAnswer(probes.startup(), Span.NONE);
        Span ready = firstAnswer(probes.readiness(), started);
        return new StartNeed(new Span(ready.min(), ready.max().plus(TELLING)), 0);
    }

    private static Span firstAnswer(@Nullable Probe probe, Span after) {
        if (probe == null) {
            return after;
        }
        Duration more = probe.period().multipliedBy(probe.successThreshold() - 1L);
        Duration due = probe.initialDelay();
        return new Span(
                later(due, after.min()).plus(more),
                later(due, after.max()).plus(probe.period()).plus(more));
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /**
     * As it was before: a readiness probe asks once a period, so that the same start may seem
     * shorter or longer by one.
     *
     * @param starts how long each took; empty asks the probes
     */
    public static StartNeed seen(List<Duration> starts, Probes probes) {
        if (starts.isEmpty()) {
            return of(probes);
        }
        Probe readiness = probes.readiness();
        Duration tick = readiness == null ? Duration.ZERO : readiness.period();
        Duration shortest = starts.stream().min(Duration::compareTo).orElseThrow();
        Duration longest = starts.stream().max(Duration::compareTo).orElseThrow();
        Duration min = longest.minus(tick).isNegative() ? Duration.ZERO : longest.minus(tick);
        return new StartNeed(
                new Span(
                        shortest.compareTo(min) < 0 ? shortest : min,
                        later(longest, shortest.plus(tick))),
                starts.size());
    }
}
