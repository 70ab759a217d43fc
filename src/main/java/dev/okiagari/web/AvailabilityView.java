package dev.okiagari.web;

import dev.okiagari.availability.Availability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an HTTP client saw, as JSON has it. */
record AvailabilityView(
        Instant from,
        int samples,
        int failed,
        List<OutageView> outages,
        Availability.@Nullable Latency latency,
        String via,
        boolean complete,
        long bucketMillis,
        List<Availability.Bucket> timeline) {

    /** A stretch without a good answer; an end of null has not come. */
    record OutageView(Instant from, @Nullable Instant to, @Nullable Double seconds) {}

    static @Nullable AvailabilityView of(@Nullable Availability seen) {
        return seen == null
                ? null
                : new AvailabilityView(
                        seen.from(),
                        seen.samples(),
                        seen.failed(),
                        seen.outages().stream().map(AvailabilityView::of).toList(),
                        seen.latency(),
                        seen.via(),
                        seen.complete(),
                        seen.bucketMillis(),
                        seen.timeline());
    }

    private static OutageView of(Availability.Outage outage) {
        Instant to = outage.to();
        return new OutageView(
                outage.from(),
                to,
                to == null ? null : Duration.between(outage.from(), to).toMillis() / 1000.0);
    }
}
