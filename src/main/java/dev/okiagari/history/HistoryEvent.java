package dev.okiagari.history;

/**
 * What was just stored, or has materially changed. Published after commit, on the thread that
 * wrote: a listener only enqueues.
 */
public sealed interface HistoryEvent {

    /** A restart is new, or its cause, its claim or {@code readyAt} became known. */
    record RestartRecorded(Restart restart) implements HistoryEvent {}

    /** A replacement is new, or its successor, its claim or {@code readyAt} became known. */
    record ReplacementRecorded(Replacement replacement) implements HistoryEvent {}

    /** A probe failed. */
    record ProbeFailureRecorded(ProbeFailure failure) implements HistoryEvent {}

    /** Something is known to be missing. */
    record GapRecorded(Gap gap) implements HistoryEvent {}
}
