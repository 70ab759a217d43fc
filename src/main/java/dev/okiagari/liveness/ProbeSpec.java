package dev.okiagari.liveness;

import dev.okiagari.cluster.Probe;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A probe as somebody wants it; a number that is null is left to the API server's default.
 *
 * @param initialDelay in seconds, as are the period, the timeout and the grace
 * @param grace the probe's own termination grace period
 */
public record ProbeSpec(
        ProbeHandler handler,
        @Nullable Integer initialDelay,
        @Nullable Integer period,
        @Nullable Integer timeout,
        @Nullable Integer failureThreshold,
        @Nullable Integer successThreshold,
        @Nullable Integer grace) {

    /** With all numbers as the API server sets them. */
    public static ProbeSpec of(ProbeHandler handler) {
        return new ProbeSpec(handler, null, null, null, null, null, null);
    }

    /** With the API server's defaults filled in. */
    public Probe effective() {
        return new Probe(
                handler.line(),
                seconds(initialDelay, 0),
                seconds(period, 10),
                seconds(timeout, 1),
                Objects.requireNonNullElse(failureThreshold, 3),
                Objects.requireNonNullElse(successThreshold, 1),
                grace == null ? null : Duration.ofSeconds(grace));
    }

    private static Duration seconds(@Nullable Integer seconds, int otherwise) {
        return Duration.ofSeconds(Objects.requireNonNullElse(seconds, otherwise));
    }
}
