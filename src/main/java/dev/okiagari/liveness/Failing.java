package dev.okiagari.liveness;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Span;
import java.time.Duration;

/** What a probe meets once a container hangs. */
public enum Failing {

    /** It goes on passing. */
    NEVER,

    /** It fails as soon as it asks. */
    AT_ONCE,

    /** It waits for its whole time-out. */
    AFTER_TIMEOUT,

    /** One of the two: what an exec probe's command does is its own affair. */
    EITHER;

    static Failing of(Probe probe, Hang hang) {
        return switch (kind(probe)) {
            case "tcpSocket" -> hang == Hang.REFUSED ? AT_ONCE : NEVER;
            case "exec" -> exec(probe, hang);
            default -> hang == Hang.FROZEN || hang == Hang.SILENT ? AFTER_TIMEOUT : AT_ONCE;
        };
    }

    private static Failing exec(Probe probe, Hang hang) {
        if (hang == Hang.UNWELL) {
            return AT_ONCE;
        }
        return FileCheck.is(probe.handler()) ? NEVER : EITHER;
    }

    private static String kind(Probe probe) {
        return probe.handler().split(" ", 2)[0];
    }

    /**
     * From the hang to the failure that reaches the threshold, where the probe is due already. The
     * first one comes within a period, for the ticks go by the pod and not by the container; one
     * that takes longer than the period is followed by the next at once.
     */
    Span detection(Probe probe) {
        Span atOnce = atOnce(probe);
        Span afterTimeout = afterTimeout(probe);
        return switch (this) {
            case NEVER, AT_ONCE -> atOnce;
            case AFTER_TIMEOUT -> afterTimeout;
            case EITHER -> new Span(atOnce.min(), afterTimeout.max());
        };
    }

    /** Entering a container takes some tenths of a second, and is not counted. */
    private static Span atOnce(Probe probe) {
        Duration between = probe.period().multipliedBy(probe.failureThreshold() - 1L);
        return new Span(between, between.plus(probe.period()));
    }

    private static Span afterTimeout(Probe probe) {
        Duration failures = failures(probe);
        return new Span(failures, failures.plus(probe.period()));
    }

    /** From the first probe that fails to the end of the last, where each takes its time-out. */
    static Duration failures(Probe probe) {
        return interval(probe).multipliedBy(probe.failureThreshold() - 1L).plus(probe.timeout());
    }

    /** From the first probe that fails to the end of the last. */
    Duration lasting(Probe probe) {
        return this == AFTER_TIMEOUT
                ? failures(probe)
                : probe.period().multipliedBy(probe.failureThreshold() - 1L);
    }

    /** Between the starts of two probes that take their time-outs. */
    static Duration interval(Probe probe) {
        return shorter(probe.period(), probe.timeout()).equals(probe.period())
                ? probe.timeout()
                : probe.period();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
