package dev.okiagari.cluster;

/** What became of a command in a container. A failure that can be expected is a value. */
public sealed interface ExecResult {

    /** It ran to its end. */
    record Exited(int exitCode, String output, String error) implements ExecResult {

        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** It could not start: the image has no such command, or the container is not running. */
    record NotStarted(String message) implements ExecResult {}

    /** The cluster forbids it. */
    record Denied(String message) implements ExecResult {}

    /**
     * It started, and its end is not known: the connection closed without a status, as it does when
     * the command ended its own container.
     */
    record Lost(String output, String message) implements ExecResult {}
}
