package dev.okiagari.availability;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client saw.
 *
 * @param samples how many requests have an answer, good or bad
 * @param failed how many of them were bad
 * @param latency of the good ones; null where there were none
 */
public record Availability(
        int samples, int failed, List<Outage> outages, @Nullable Latency latency) {

    public Availability {
        outages = List.copyOf(outages);
    }

    /**
     * From the start of the first failed request to the start of the next good one.
     *
     * @param to null where it has not ended
     */
    public record Outage(Instant from, @Nullable Instant to) {}

    /** In milliseconds. */
    public record Latency(int p50, int p95, int max) {}
}
