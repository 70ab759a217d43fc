package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Spread;
import dev.okiagari.experiment.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repeat as its page tells it: every run on one scale.
 *
 * @param scale what fills a bar, in seconds
 * @param median null before the first recovery, as {@code worst} is
 * @param phases the names of all that there were, in the order of their first
 * @param limit null where none was set
 * @param within how many runs were within the limit
 * @param measured how many runs were held against it
 */
record SeriesView(
        List<Row> rows,
        int times,
        String spacing,
        String scale,
        @Nullable At median,
        @Nullable At worst,
        @Nullable At limit,
        long within,
        long measured,
        List<String> phases) {

    SeriesView {
        rows = List.copyOf(rows);
        phases = List.copyOf(phases);
    }

    /** A time, and where it lies on the scale. */
    record At(String seconds, String x) {

        static At of(double seconds, double scale) {
            return new At(FaultView.seconds(seconds), WayView.place(seconds, scale));
        }
    }

    /**
     * A run.
     *
     * @param verdict null while it runs
     * @param way null where there was no recovery, or not yet
     * @param median whether it is the one in the middle, or of two the lower or upper one
     */
    record Row(
            int number,
            String href,
            Moment at,
            String pod,
            Mark mark,
            @Nullable Message verdict,
            boolean asForecast,
            @Nullable WayView way,
            boolean median,
            boolean worst) {}

    static SeriesView of(Experiment parent, List<Lap> laps) {
        Repeat repeat = Objects.requireNonNull(parent.terms().repeat());
        List<Lap> ranked =
                laps.stream()
                        .filter(lap -> lap.recovered() != null)
                        .sorted(Comparator.comparing(Lap::recovered))
                        .toList();
        Spread spread =
                Spread.of(ranked.stream().map(Lap::recovered).filter(Objects::nonNull).toList());
        Double limit = parent.terms().recoveryLimit();
        double scale = scale(laps, limit);
        return new SeriesView(
                rows(laps, ranked, scale),
                repeat.times(),
                repeat.spacing().word(),
                FaultView.seconds(scale),
                spread == null ? null : At.of(spread.median(), scale),
                spread == null ? null : At.of(spread.worst(), scale),
                limit == null ? null : At.of(limit, scale),
                held(laps).filter(passed -> passed).count(),
                held(laps).count(),
                phases(laps));
    }

    /** The longest way; the limit too where it does not squeeze all others to the edge. */
    private static double scale(List<Lap> laps, @Nullable Double limit) {
        double longest =
                laps.stream()
                        .map(Lap::recovery)
                        .flatMap(Stream::ofNullable)
                        .mapToDouble(Recovery::total)
                        .max()
                        .orElse(0);
        return limit != null && limit > longest && limit < 3 * longest ? limit : longest;
    }

    private static Stream<Boolean> held(List<Lap> laps) {
        return laps.stream()
                .map(Lap::recovery)
                .flatMap(Stream::ofNullable)
                .map(Recovery::passed)
                .flatMap(Stream::ofNullable);
    }

    private static List<String> phases(List<Lap> laps) {
        return laps.stream()
                .map(Lap::recovery)
                .flatMap(Stream::ofNullable)
                .flatMap(recovery -> recovery.phases().stream())
                .map(phase -> phase.name())
                .distinct()
                .sorted()
                .map(name -> name.word())
                .toList();
    }

    private static List<Row> rows(List<Lap> laps, List<Lap> ranked, double scale) {
        List<UUID> middle =
                ranked.isEmpty()
                        ? List.of()
                        : List.of(
                                ranked.get((ranked.size() - 1) / 2).id(),
                                ranked.get(ranked.size() / 2).id());
        Optional<UUID> last =
                ranked.size() < 2 ? Optional.empty() : Optional.of(ranked.getLast().id());
        return IntStream.range(0, laps.size())
                .mapToObj(n ->
                        row(
                                n + 1,
                                laps.get(n),
                                scale,
                                middle.contains(laps.get(n).id()) && ranked.size() > 2,
                                last.filter(laps.get(n).id()::equals).isPresent()))
                .toList();
    }

    private static Row row(int number, Lap lap, double scale, boolean median, boolean worst) {
        Verdict verdict = lap.verdict();
        Recovery recovery = lap.recovery();
        return new Row(
                number,
                "/experiments/" + lap.id(),
                Moment.at(lap.requestedAt()),
                lap.pod(),
                verdict == null ? Mark.INJECTED : Mark.of(verdict.outcome()),
                verdict == null ? null : verdict.explanation(),
                verdict != null && verdict.asForecast(),
                recovery == null ? null : WayView.of(recovery, scale),
                median,
                worst);
    }
}
