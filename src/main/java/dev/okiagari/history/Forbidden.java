package dev.okiagari.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Namespaces whose logs may not be read. Rights are given later, so it is tried again at times. */
final class Forbidden {

    private static final Duration REST = Duration.ofMinutes(10);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    Forbidden(Clock clock) {
        this.clock = clock;
    }

    void add(String clusterId, String namespace) {
        until.put(clusterId + "|" + namespace, clock.instant().plus(REST));
    }

    boolean has(String clusterId, String namespace) {
        Instant end = until.get(clusterId + "|" + namespace);
        return end != null && clock.instant().isBefore(end);
    }
}
