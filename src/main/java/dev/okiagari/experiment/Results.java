package dev.okiagari.experiment;

import dev.okiagari.safety.Refusal;

/** The results of asking for an experiment, in a word for the audit log. */
final class Results {

    private Results() {}

    static String word(StartResult result) {
        return switch (result) {
            case StartResult.Started(Experiment experiment) -> "started " + experiment.id();
            case StartResult.Rehearsed _ -> "dry run";
            case Refused.Guarded guarded -> "refused: " + first(guarded);
            case Refused.Gone _ -> "refused: gone";
            case Refused.Changed _ -> "refused: changed";
            case Refused.Invalid(String field, _) -> "refused: invalid " + field;
            case Refused.Hopeless(Forecast forecast) -> "refused: " + forecast.outcome().word();
            case Refused.Disconnected _ -> "refused: disconnected";
        };
    }

    private static String first(Refused.Guarded guarded) {
        Refusal refusal = guarded.refusals().getFirst();
        return refusal.guard().word();
    }
}
