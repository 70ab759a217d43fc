package dev.okiagari.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A probe as the pod's specification has it, defaults filled in.
 *
 * @param handler what it does, in one line: {@code httpGet / 8080 HTTP}, {@code tcpSocket 5432}, …
 * @param grace the probe's own termination grace period, where it has one
 */
public record Probe(
        String handler,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int failureThreshold,
        int successThreshold,
        @Nullable Duration grace) {

    /** Some of a second is lost where times are cut, and by an answer that was under way. */
    private static final Duration CUT = Duration.ofSeconds(1);

    /**
     * From the moment that nothing answers any more to the kubelet's decision.
     *
     * <p>The first probe comes within a period, each takes its whole timeout, and one that takes
     * longer than the period delays the next.
     *
     * @param untilDue what is left of the initial delay
     */
    public Span detection(Duration untilDue) {
        Duration apart = period.compareTo(timeout) < 0 ? timeout : period;
        Duration failing = apart.multipliedBy(failureThreshold - 1L).plus(timeout);
        Duration least = failing.compareTo(CUT) < 0 ? Duration.ZERO : failing.minus(CUT);
        return new Span(untilDue.plus(least), untilDue.plus(period).plus(failing).plus(CUT));
    }

    /** Whether it may go on succeeding while the processes are stopped: the kernel answers. */
    public boolean passesWhileStopped() {
        return handler.startsWith("tcpSocket");
    }
}
