package dev.okiagari.liveness;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.CadencePart.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each second between two restarts goes, by what was told of it, and by the probe's numbers
 * where nothing was.
 *
 * @param podGrace the pod's termination grace period
 */
record CycleParts(Probe probe, Failing failing, Duration podGrace) {

    /** Less than this between an end and the next start is no back-off. */
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    /** Starts and ends are told in whole seconds, so that so much may be too much. */
    private static final Duration CUT = Duration.ofSeconds(2);

    /** In their order; those that took no time are left out, but delay, wait and grace. */
    List<CadencePart> of(Cycle cycle) {
        Duration grace = grace(cycle);
        Duration probing = shorter(failing.lasting(probe), cycle.run().minus(grace));
        Duration before = cycle.run().minus(grace).minus(probing);
        Duration delay = shorter(probe.initialDelay(), before);
        Duration free = before.minus(delay);
        Duration wait = free.compareTo(probe.period().plus(CUT)) > 0 ? probe.period() : free;
        boolean held = cycle.gap().compareTo(AT_ONCE) > 0;
        List<CadencePart> parts = new ArrayList<>();
        add(parts, CadencePart.of(Name.ANSWERING, free.minus(wait)));
        parts.add(CadencePart.of(Name.DELAY, delay));
        parts.add(CadencePart.of(Name.WAIT, wait));
        parts.add(failures(probing));
        parts.add(CadencePart.of(Name.GRACE, grace));
        add(parts, CadencePart.of(Name.BACK_OFF, held ? cycle.gap() : Duration.ZERO));
        add(parts, CadencePart.of(Name.START, held ? Duration.ZERO : cycle.gap()));
        return parts;
    }

    private static void add(List<CadencePart> parts, CadencePart part) {
        if (!part.time().isZero()) {
            parts.add(part);
        }
    }

    private CadencePart failures(Duration probing) {
        int count = probe.failureThreshold();
        if (failing == Failing.AFTER_TIMEOUT) {
            return CadencePart.of(Name.TIME_OUTS, probing, count, probe.timeout().toSeconds());
        }
        return CadencePart.of(
                Name.TIME_OUTS, "failures", probing, count, probe.period().toSeconds());
    }

    /** As measured from the last failure; else the whole of it where it was cut off at its end. */
    private Duration grace(Cycle cycle) {
        Instant gaveUp = cycle.gaveUpAt(probe.failureThreshold());
        if (gaveUp != null) {
            return Duration.between(gaveUp, cycle.finishedAt());
        }
        if (cycle.wasKilled()) {
            return shorter(ProbeForecast.grace(probe, podGrace), cycle.run());
        }
        return Duration.ZERO;
    }

    /**
     * What the numbers say of a container that hangs from its start on. The first probe of each run
     * comes with a tick, and ticks go on while the container does not: so that it is a multiple of
     * the period.
     */
    Span predicted(Cycle cycle) {
        Duration held = cycle.gap().compareTo(AT_ONCE) > 0 ? cycle.gap() : null;
        Duration least = probe.initialDelay().plus(failing.lasting(probe)).plus(grace(cycle));
        return new Span(
                ticks(least.plus(start(held, ProbeForecast.START.min()))),
                ticks(least.plus(start(held, ProbeForecast.START.max()))));
    }

    private static Duration start(@Nullable Duration held, Duration otherwise) {
        return held == null ? otherwise : held;
    }

    private Duration ticks(Duration least) {
        long period = Math.max(1, probe.period().toMillis());
        return Duration.ofMillis(Math.ceilDiv(least.toMillis(), period) * period);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
