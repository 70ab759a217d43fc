package dev.okiagari.web;

import dev.okiagari.availability.Availability;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP client saw, on one axis with the phases of recovery; places are percents of it.
 *
 * @param bars the phases; none where there was no recovery, or not yet
 * @param wide the answers, one each or a stretch of them, for a page that has room
 * @param narrow the same in fewer stretches
 * @param downs from the first failed request to the next good one
 * @param injected where the fault arrived; null before
 */
record StripView(
        List<Bar> bars,
        List<Dot> wide,
        List<Dot> narrow,
        List<Bar> downs,
        List<Axis.Tick> ticks,
        @Nullable String injected,
        StripWords words) {

    private static final int MOST_WIDE = 120;
    private static final int MOST_NARROW = 36;

    StripView {
        bars = List.copyOf(bars);
        wide = List.copyOf(wide);
        narrow = List.copyOf(narrow);
        downs = List.copyOf(downs);
        ticks = List.copyOf(ticks);
    }

    /** A phase or an outage: its place and its width. */
    record Bar(String name, String x, String width) {

        /** Whether it needs more than its colour to be told from another. */
        public boolean woven() {
            return Weave.isOver(name);
        }
    }

    /**
     * Answers.
     *
     * @param x the middle of their stretch
     * @param kind the mark: {@code good}, {@code bad}, or {@code waiting} where some were bad
     */
    record Dot(String x, String kind) {}

    static @Nullable StripView of(Experiment experiment) {
        if (experiment.terms().availability() == null || experiment.isSeries()) {
            return null;
        }
        StripWords words = StripWords.of(experiment);
        Availability seen = experiment.availability();
        if (seen == null || seen.samples() == 0) {
            return experiment.isRunning() ? null : empty(words);
        }
        Axis axis = axis(experiment, seen);
        Instant injected = experiment.injectedAt();
        return new StripView(
                phases(experiment).stream()
                        .map(phase -> bar(axis, phase.name().word(), phase.from(), phase.to()))
                        .toList(),
                dots(seen, axis, MOST_WIDE),
                dots(seen, axis, MOST_NARROW),
                seen.outages().stream().map(outage -> down(axis, outage)).toList(),
                axis.ticks(),
                injected == null ? null : axis.place(injected),
                words);
    }

    private static StripView empty(StripWords words) {
        return new StripView(List.of(), List.of(), List.of(), List.of(), List.of(), null, words);
    }

    /** From the first request to the end of the last stretch or phase, whichever is later. */
    private static Axis axis(Experiment experiment, Availability seen) {
        Instant end = middle(seen, seen.timeline().size() - 1, 1);
        for (Phase phase : phases(experiment)) {
            end = phase.to().isAfter(end) ? phase.to() : end;
        }
        Instant injected = experiment.injectedAt();
        Instant begin = injected != null && injected.isBefore(seen.from()) ? injected : seen.from();
        return new Axis(begin, injected == null ? begin : injected, end);
    }

    private static List<Phase> phases(Experiment experiment) {
        return experiment.recovery() == null ? List.of() : experiment.recovery().phases();
    }

    private static Bar bar(Axis axis, String name, Instant from, Instant to) {
        return new Bar(name, axis.place(from), axis.width(Duration.between(from, to)));
    }

    private static Bar down(Axis axis, Availability.Outage outage) {
        Instant to = outage.to();
        return bar(axis, "down", outage.from(), to == null ? axis.to() : to);
    }

    private static List<Dot> dots(Availability seen, Axis axis, int most) {
        int all = seen.timeline().size();
        int together = (all + most - 1) / most;
        return IntStream.range(0, (all + together - 1) / together)
                .map(i -> i * together)
                .filter(first -> kind(seen, first, together) != null)
                .mapToObj(first ->
                        new Dot(
                                axis.place(middle(seen, first, Math.min(together, all - first))),
                                String.valueOf(kind(seen, first, together))))
                .toList();
    }

    /** The first request of a stretch is sent at its begin, and the last before its end. */
    private static Instant middle(Availability seen, int first, int together) {
        long bucket = seen.bucketMillis();
        return seen.from().plusMillis(bucket * first + bucket * (together - 1) / 2);
    }

    private static @Nullable String kind(Availability seen, int first, int together) {
        int good = 0;
        int bad = 0;
        int end = Math.min(first + together, seen.timeline().size());
        for (Availability.Bucket bucket : seen.timeline().subList(first, end)) {
            good += bucket.good();
            bad += bucket.bad();
        }
        if (good + bad == 0) {
            return null;
        }
        if (bad == 0) {
            return "good";
        }
        return good == 0 ? "bad" : "waiting";
    }
}
