package dev.okiagari.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look at the counters of a node.
 *
 * @param startedAt since when the kubelet's process runs; null where it does not say
 * @param at by the cluster's clock
 */
record NodeLook(String node, @Nullable Instant startedAt, Instant at) {

    /** A kernel's clock that is corrected moves the start of all that runs. */
    private static final Duration SAME = Duration.ofSeconds(2);

    boolean isSameProcess(NodeLook other) {
        if (startedAt == null || other.startedAt == null) {
            return startedAt == null && other.startedAt == null;
        }
        return Duration.between(startedAt, other.startedAt).abs().compareTo(SAME) <= 0;
    }
}
