package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How regularly a container is restarted by its probe, and why as often as that.
 *
 * @param times how many restarts in a row were its probe's
 * @param interval between the starts of two runs, the median
 * @param seen the shortest and the longest; starts are told in whole seconds
 * @param predicted by the probe's numbers, for a container that hangs from its start on
 * @param parts where the seconds of one interval go, in their order; they add up to it
 */
public record Cadence(
        ProbeType type,
        int times,
        Duration interval,
        Span seen,
        Span predicted,
        List<CadencePart> parts) {

    public Cadence {
        parts = List.copyOf(parts);
    }

    /**
     * Of the newest cycles in a row.
     *
     * @param cycles the oldest first
     * @param failing what the probe met
     * @param podGrace the pod's termination grace period
     */
    static Optional<Cadence> of(
            ProbeType type, Probe probe, Failing failing, Duration podGrace, List<Cycle> cycles) {
        if (cycles.isEmpty()) {
            return Optional.empty();
        }
        // the first life began with the pod, somewhere else between two ticks
        List<Cycle> settled = cycles.size() > 1 ? cycles.subList(1, cycles.size()) : cycles;
        List<Duration> lengths = settled.stream().map(Cycle::length).sorted().toList();
        Duration median = lengths.get(lengths.size() / 2);
        CycleParts explanation = new CycleParts(probe, failing, podGrace);
        Cycle typical = typical(settled, median, probe.failureThreshold());
        return Optional.of(
                new Cadence(
                        type,
                        cycles.size(),
                        median,
                        new Span(lengths.getFirst(), lengths.getLast()),
                        explanation.predicted(typical),
                        explanation.of(typical)));
    }

    /** As long as most; rather one whose failures are all known, and a new one. */
    private static Cycle typical(List<Cycle> cycles, Duration median, int threshold) {
        List<Cycle> likely =
                cycles.reversed().stream().filter(one -> one.length().equals(median)).toList();
        return likely.stream()
                .filter(one -> one.gaveUpAt(threshold) != null)
                .findFirst()
                .orElse(likely.getFirst());
    }

    /** In sentences: how often, whether that was to be expected, and what is gone when. */
    public List<Message> words() {
        List<Message> words = new ArrayList<>();
        words.add(often());
        words.add(
                Seconds.least(predicted) == Seconds.most(predicted)
                        ? Message.of("liveness.cadence.predicted", Seconds.least(predicted))
                        : Message.of(
                                "liveness.cadence.predicted.range",
                                Seconds.least(predicted),
                                Seconds.most(predicted)));
        words.add(
                Message.of(
                        "liveness.cadence.kill",
                        Seconds.nearest(upTo(CadencePart.Name.TIME_OUTS)),
                        Seconds.nearest(interval.minus(upTo(CadencePart.Name.TIME_OUTS)))));
        return List.copyOf(words);
    }

    private Message often() {
        return seen.min().equals(seen.max())
                ? Message.of("liveness.cadence.regular", times, Seconds.nearest(interval))
                : Message.of(
                        "liveness.cadence.varied",
                        times,
                        Seconds.least(seen),
                        Seconds.most(seen),
                        Seconds.nearest(interval));
    }

    private Duration upTo(CadencePart.Name last) {
        return parts.stream()
                .filter(part ->
                        Comparator.<CadencePart.Name>naturalOrder().compare(part.name(), last) <= 0)
                .map(CadencePart::time)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
