package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said before, held against what happened.
 *
 * @param possible the API's words of all that was held possible
 * @param outcome the word of what happened; null while it runs
 * @param wrong whether that was not held possible
 * @param restart when the next run was to start, and when it did; null where nobody said
 */
record Prospect(
        List<String> possible,
        List<Message> notes,
        @Nullable String outcome,
        boolean wrong,
        @Nullable Message restart) {

    Prospect {
        possible = List.copyOf(possible);
        notes = List.copyOf(notes);
    }

    static Prospect of(Experiment experiment) {
        Forecast forecast = experiment.forecast();
        Verdict verdict = experiment.verdict();
        return new Prospect(
                forecast.possible().stream().map(Outcome::word).toList(),
                forecast.notes(),
                verdict == null ? null : verdict.outcome().word(),
                verdict != null && !verdict.asForecast(),
                restart(forecast.restart(), experiment.recovery()));
    }

    private static @Nullable Message restart(
            Forecast.@Nullable Range said, @Nullable Recovery recovery) {
        if (said == null) {
            return null;
        }
        String from = FaultView.seconds(said.min());
        String to = FaultView.seconds(said.max());
        Double measured = recovery == null ? null : untilStart(recovery);
        return measured == null
                ? Message.of("web.report.restart", from, to)
                : Message.of(
                        "web.report.restart." + where(measured, said),
                        from,
                        to,
                        FaultView.seconds(measured));
    }

    /** The cluster tells whole seconds: what it rounds down to the second before is within. */
    private static String where(double measured, Forecast.Range said) {
        return measured >= said.min() - 1 && measured <= said.max() + 1 ? "within" : "outside";
    }

    /** From the injection to the next run's start; null where none is known. */
    private static @Nullable Double untilStart(Recovery recovery) {
        List<Phase> phases = recovery.phases();
        for (int i = 0; i < phases.size(); i++) {
            Phase.Name name = phases.get(i).name();
            if (name == Phase.Name.START || name == Phase.Name.BACK_OFF) {
                return new Recovery(phases.subList(0, i + 1), null).total();
            }
        }
        return null;
    }
}
