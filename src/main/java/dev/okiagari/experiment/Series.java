package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verdict over all the runs of a repeat. Pure. */
final class Series {

    /** From what was hoped for to what is worst. */
    private static final List<Outcome> WORSE =
            List.of(
                    Outcome.RESTARTED,
                    Outcome.REPLACED,
                    Outcome.SUSPENDED,
                    Outcome.DELIVERED,
                    Outcome.NO_EFFECT,
                    Outcome.ABORTED,
                    Outcome.IMPOSSIBLE,
                    Outcome.DENIED,
                    Outcome.UNKNOWN,
                    Outcome.GONE,
                    Outcome.NOT_RECOVERED);

    private Series() {}

    /**
     * Over the runs that there were.
     *
     * @param early why there are no more of them; null where there were as many as were asked for
     */
    static Verdict verdict(List<Experiment> runs, @Nullable Message early) {
        List<Verdict> verdicts =
                runs.stream().map(Experiment::verdict).filter(Objects::nonNull).toList();
        Outcome outcome =
                verdicts.stream()
                        .map(Verdict::outcome)
                        .max(Comparator.comparingInt(WORSE::indexOf))
                        .orElse(Outcome.ABORTED);
        boolean asForecast =
                !verdicts.isEmpty()
                        && verdicts.size() == runs.size()
                        && verdicts.stream().allMatch(Verdict::asForecast);
        Message explanation = early == null ? whole(runs, verdicts, outcome) : early;
        return new Verdict(outcome, explanation, asForecast);
    }

    static @Nullable Spread spread(List<Experiment> runs) {
        return Spread.of(recovered(runs));
    }

    private static Message whole(List<Experiment> runs, List<Verdict> verdicts, Outcome outcome) {
        Spread spread = spread(runs);
        boolean all = verdicts.stream().map(Verdict::outcome).allMatch(outcome::equals);
        int recovered = recovered(runs).size();
        if (spread == null) {
            return all
                    ? Message.of("experiment.verdict.series-all." + outcome.word(), runs.size())
                    : Message.of("experiment.verdict.series-none", runs.size());
        }
        return Message.of(
                "experiment.verdict.series."
                        + (all && recovered == runs.size() ? outcome.word() : "mixed"),
                recovered,
                runs.size(),
                Trial.tenths(spread.median()),
                Trial.tenths(spread.worst()));
    }

    private static List<Double> recovered(List<Experiment> runs) {
        return runs.stream()
                .map(Experiment::recovered)
                .filter(Objects::nonNull)
                .map(Recovery::total)
                .toList();
    }
}
