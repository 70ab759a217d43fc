package dev.okiagari.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live container's restarts in short.
 *
 * @param hours how many restarts in each of the last 24 hours, the oldest first
 * @param newest null where no restart of it is kept
 */
public record RestartSummary(List<Integer> hours, @Nullable Newest newest) {

    /** Its newest restart. */
    public record Newest(Instant at, RestartCause cause, @Nullable UUID experimentId) {}

    public RestartSummary {
        hours = List.copyOf(hours);
    }

    /** How many in 24 hours. */
    public int total() {
        return hours.stream().mapToInt(Integer::intValue).sum();
    }
}
