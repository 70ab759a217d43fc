package dev.okiagari.experiment;

/** What came of asking for an experiment. */
public sealed interface StartResult permits Refused, StartResult.Started, StartResult.Rehearsed {

    /** Its intent is stored; the injection follows at once. */
    record Started(Experiment experiment) implements StartResult {}

    /** A dry run: all of it would have been done. Nothing is stored. */
    record Rehearsed(Experiment experiment) implements StartResult {}
}
