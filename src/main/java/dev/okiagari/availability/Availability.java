package dev.okiagari.availability;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client saw.
 *
 * @param from when the first request was sent, by our clock
 * @param samples how many requests have an answer, good or bad
 * @param failed how many of them were bad
 * @param failures how they failed, the most frequent first
 * @param missed how many were never sent, because this process did not run at their time
 * @param outages the first of them
 * @param moreOutages how many more there were than are listed
 * @param downMillis how long all outages took together, one that goes on up to its last failure
 * @param latency of the good ones; null where there were none
 * @param timeline the answers in stretches of equal length, the first at {@code from}
 * @param bucketMillis how long each stretch is
 * @param via how the target was reached: {@code direct} or {@code api-proxy}
 * @param complete false while it goes on, and where it was cut off
 */
public record Availability(
        Instant from,
        int samples,
        int failed,
        List<Failures> failures,
        int missed,
        List<Outage> outages,
        int moreOutages,
        long downMillis,
        @Nullable Latency latency,
        List<Bucket> timeline,
        long bucketMillis,
        String via,
        boolean complete) {

    public Availability {
        failures = List.copyOf(failures);
        outages = List.copyOf(outages);
        timeline = List.copyOf(timeline);
    }

    /** How many failed in one way. */
    public record Failures(Answer reason, int count) {}

    /**
     * From the start of the first failed request to the start of the next good one.
     *
     * @param to null where it has not ended
     */
    public record Outage(Instant from, @Nullable Instant to) {}

    /** In milliseconds. */
    public record Latency(int p50, int p95, int max) {}

    /** The answers to requests that were sent in one stretch. */
    public record Bucket(int good, int bad) {}
}
