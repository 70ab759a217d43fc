package dev.okiagari.web;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.Availability;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.experiment.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP client saw, as JSON has it.
 *
 * @param asked what it was to ask, as it was asked for
 * @param from when it first did; null where it did not, or nothing of it is left
 * @param missed requests that were never sent, because Okiagari did not run at their time
 * @param moreOutages how many there were besides those that are listed
 * @param downSeconds all outages together
 * @param via how it was reached: {@code direct} or {@code api-proxy}
 * @param complete false while it goes on, and where it was cut off
 */
record AvailabilityView(
        Asked asked,
        @Nullable Instant from,
        int samples,
        int failed,
        List<Availability.Failures> failures,
        int missed,
        List<OutageView> outages,
        int moreOutages,
        double downSeconds,
        Availability.@Nullable Latency latency,
        @Nullable String via,
        boolean complete,
        long bucketMillis,
        List<Availability.Bucket> timeline) {

    private static final double SECOND = 1000.0;

    /** A stretch without a good answer; an end of null has not come. */
    record OutageView(Instant from, @Nullable Instant to, @Nullable Double seconds) {}

    /** A URL, or a port of the pod. */
    record Asked(
            @Nullable String url,
            @Nullable Integer port,
            @Nullable String path,
            @Nullable String scheme,
            int intervalMillis,
            int timeoutMillis) {

        static Asked of(AvailabilityCheck check) {
            int interval = check.intervalMillis();
            int timeout = check.timeoutMillis();
            return switch (check.address()) {
                case Address.Url(String url) -> new Asked(url, null, null, null, interval, timeout);
                case Address.PodPort(int port, String path, String scheme) ->
                        new Asked(null, port, path, scheme, interval, timeout);
            };
        }
    }

    static @Nullable AvailabilityView of(Experiment experiment) {
        AvailabilityCheck check = experiment.terms().availability();
        Availability seen = experiment.availability();
        if (check == null || experiment.isSeries()) {
            return null;
        }
        return seen == null ? nothing(Asked.of(check)) : of(Asked.of(check), seen);
    }

    private static AvailabilityView nothing(Asked asked) {
        return new AvailabilityView(
                asked, null, 0, 0, List.of(), 0, List.of(), 0, 0, null, null, false, 0, List.of());
    }

    private static AvailabilityView of(Asked asked, Availability seen) {
        return new AvailabilityView(
                asked,
                seen.from(),
                seen.samples(),
                seen.failed(),
                seen.failures(),
                seen.missed(),
                seen.outages().stream().map(AvailabilityView::of).toList(),
                seen.moreOutages(),
                seen.downMillis() / SECOND,
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
                to == null ? null : Duration.between(outage.from(), to).toMillis() / SECOND);
    }
}
