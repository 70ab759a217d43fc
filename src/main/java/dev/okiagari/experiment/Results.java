package dev.okiagari.experiment;

import org.jspecify.annotations.Nullable;

/** The results of asking for an experiment, in a word for the audit log. */
final class Results {

    private Results() {}

    /** What it is for, in the audit log. */
    static String target(ExperimentRequest request) {
        return target(
                request.namespace(),
                request.pod(),
                request.container(),
                request.fault(),
                request.terms().repeat());
    }

    static String target(Experiment planned) {
        Target target = planned.target();
        return target(
                target.pod().namespace(),
                target.pod().name(),
                target.container(),
                planned.fault(),
                planned.terms().repeat());
    }

    private static String target(
            String namespace,
            String pod,
            @Nullable String container,
            Fault fault,
            @Nullable Repeat repeat) {
        String place = namespace + "/" + pod + (container == null ? "" : "/" + container);
        return place + " " + fault.label() + (repeat == null ? "" : " x" + repeat.times());
    }

    static String word(StartResult result) {
        return switch (result) {
            case StartResult.Started(Experiment experiment) -> "started " + experiment.id();
            case StartResult.Rehearsed _ -> "dry run";
            case Refused.Guarded guarded -> guarded.refusals().getFirst().result();
            case Refused.Gone _ -> "refused: gone";
            case Refused.Changed _ -> "refused: changed";
            case Refused.Invalid(String field, _) -> "refused: invalid " + field;
            case Refused.Hopeless(Forecast forecast) -> "refused: " + forecast.outcome().word();
            case Refused.Disconnected _ -> "refused: disconnected";
        };
    }
}
