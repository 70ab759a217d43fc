package dev.okiagari.cluster;

/** What came of reading a container's processes. */
public sealed interface ProcessReading {

    /** They are known. */
    record Known(ProcessTable table) implements ProcessReading {}

    /** They are not, for this reason. */
    record Unknown(Message reason) implements ProcessReading {}
}
