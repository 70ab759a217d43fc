package dev.okiagari.liveness;

/** What came of asking for a form to begin with. */
public sealed interface DraftResult permits ProbeDraft, DraftResult.None {

    /** There is nothing to change a probe of, for the reason that {@code why} tells. */
    record None(ChangeResult why) implements DraftResult {}
}
