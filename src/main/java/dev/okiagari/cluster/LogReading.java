package dev.okiagari.cluster;

/** What came of reading the log of a run. */
public sealed interface LogReading {

    /**
     * The end of it, the oldest line first, secrets masked.
     *
     * @param text empty where it wrote nothing
     */
    record Known(String text) implements LogReading {}

    /** The cluster forbids it. */
    record Denied(String message) implements LogReading {}

    /** The cluster has it no longer: the pod is gone, or another run has ended since. */
    record Gone() implements LogReading {}

    /** No answer in time, or none that means anything. */
    record Failed(String message) implements LogReading {}
}
