package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ProcessTable;
import java.time.Instant;

/**
 * What the main process of a container does with SIGTERM, as it was last seen.
 *
 * @param dropped whether the kernel drops the signal before the process, certainly: a process that
 *     blocks it may wait for it, as small inits do
 * @param pod whose process was looked at
 * @param at by our clock, when it was
 */
public record TermReading(boolean dropped, String pod, Instant at) {

    private static final int TERM = 15;

    static TermReading of(String pod, ProcessTable table) {
        return new TermReading(
                table.primary().filter(TermReading::drops).isPresent(), pod, table.at());
    }

    /** Only the first of a process namespace is spared what it has no handler for. */
    private static boolean drops(ContainerProcess main) {
        boolean unhandled =
                main.isPrimary() ? !main.catches().contains(TERM) : main.ignores().contains(TERM);
        return unhandled && !main.blocks().contains(TERM);
    }
}
