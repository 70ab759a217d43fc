package dev.okiagari.web;

import dev.okiagari.availability.Availability;
import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP client saw, on one axis of 1000 units with the phases of recovery.
 *
 * @param bars the phases; none where there was no recovery, or not yet
 * @param marks the answers: one each, or a stretch of them
 * @param injected where the fault arrived; null before
 * @param summary in words what the strip shows
 */
record StripView(
        List<Bar> bars,
        List<Mark> marks,
        @Nullable String injected,
        String seconds,
        Message summary) {

    private static final double WHOLE = 1000;

    StripView {
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
    }

    /** A phase: its place and its width. */
    record Bar(String name, String x, String width) {}

    /**
     * Answers.
     *
     * @param x the middle of their stretch
     * @param kind {@code good}, {@code bad}, or {@code mixed}
     */
    record Mark(String x, String kind) {}

    static @Nullable StripView of(Experiment experiment) {
        Availability seen = experiment.availability();
        if (seen == null || seen.samples() == 0) {
            return null;
        }
        Axis axis = axis(experiment, seen);
        Instant injected = experiment.injectedAt();
        return new StripView(
                bars(experiment, axis),
                marks(seen, axis),
                injected == null ? null : axis.place(injected),
                FaultView.seconds(axis.length()),
                summary(seen));
    }

    /** From the first request to the end of the last stretch or phase, whichever is later. */
    private record Axis(Instant from, Instant to) {

        double length() {
            return Duration.between(from, to).toMillis() / 1000.0;
        }

        String place(Instant at) {
            return units(Duration.between(from, at).toMillis() / 1000.0);
        }

        String units(double seconds) {
            double all = length();
            return String.format(Locale.ROOT, "%.1f", all == 0 ? 0 : seconds / all * WHOLE);
        }
    }

    private static Axis axis(Experiment experiment, Availability seen) {
        Instant end = seen.from().plusMillis(seen.bucketMillis() * seen.timeline().size());
        for (Phase phase : phases(experiment)) {
            end = phase.to().isAfter(end) ? phase.to() : end;
        }
        return new Axis(seen.from(), end);
    }

    private static List<Phase> phases(Experiment experiment) {
        return experiment.recovery() == null ? List.of() : experiment.recovery().phases();
    }

    private static List<Bar> bars(Experiment experiment, Axis axis) {
        return phases(experiment).stream()
                .map(phase ->
                        new Bar(
                                phase.name().word(),
                                axis.place(phase.from()),
                                axis.units(phase.seconds())))
                .toList();
    }

    private static List<Mark> marks(Availability seen, Axis axis) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < seen.timeline().size(); i++) {
            Availability.Bucket bucket = seen.timeline().get(i);
            if (bucket.good() + bucket.bad() > 0) {
                long middle = seen.bucketMillis() * i + seen.bucketMillis() / 2;
                marks.add(new Mark(axis.place(seen.from().plusMillis(middle)), kind(bucket)));
            }
        }
        return marks;
    }

    private static String kind(Availability.Bucket bucket) {
        if (bucket.bad() == 0) {
            return "good";
        }
        return bucket.good() == 0 ? "bad" : "mixed";
    }

    private static Message summary(Availability seen) {
        double down = 0;
        boolean open = false;
        for (Availability.Outage outage : seen.outages()) {
            Instant to = outage.to();
            open = open || to == null;
            down += to == null ? 0 : Duration.between(outage.from(), to).toMillis() / 1000.0;
        }
        String key = open ? "still-down" : seen.outages().isEmpty() ? "up" : "down";
        return Message.of(
                "web.availability." + key,
                FaultView.seconds(down),
                seen.failed(),
                seen.samples(),
                seen.latency() == null ? "–" : String.valueOf(seen.latency().p95()));
    }
}
