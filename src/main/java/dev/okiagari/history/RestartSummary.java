package dev.okiagari.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Restarts in short, of a container or of several together.
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

    /** Both together. */
    public RestartSummary plus(RestartSummary other) {
        Integer[] sums = new Integer[hours.size()];
        Arrays.setAll(sums, hour -> hours.get(hour) + other.hours.get(hour));
        return new RestartSummary(Arrays.asList(sums), later(newest, other.newest));
    }

    private static @Nullable Newest later(@Nullable Newest one, @Nullable Newest other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at().isBefore(other.at()) ? other : one;
    }

    /** How many in 24 hours. */
    public int total() {
        return hours.stream().mapToInt(Integer::intValue).sum();
    }
}
