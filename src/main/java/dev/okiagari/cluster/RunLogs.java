package dev.okiagari.cluster;

import java.time.Duration;

/** Reads the end of what a run of a container wrote, once the run is over. */
public interface RunLogs {

    /** Whether the cluster may still have it, by what was watched: asks nothing. */
    default boolean mayHave(ContainerRef container, Termination run) {
        return true;
    }

    /**
     * Reads it by one request, or by two where lines are very long. Asks nothing where the cluster
     * is known not to have it any more.
     *
     * @param run how it ended, as the cluster told it
     * @param lines how many at most
     * @param timeout of each request, in real time
     */
    LogReading read(ContainerRef container, Termination run, int lines, Duration timeout)
            throws InterruptedException;
}
