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
        @Nullable Duration grace) {}
