package dev.okiagari.web;

import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around each page.
 *
 * @param theme {@code light}, {@code dark} or {@code auto}
 * @param here where a switch of language or theme comes back to
 * @param user null where nobody logs in
 * @param role the greatest that they have anywhere
 * @param noRelease why they may not let go on what is halted; null where they may
 * @param script null when the application was built without its frontend
 * @param styles null when the application was built without its frontend
 */
record ChromeView(
        String theme,
        String here,
        @Nullable String user,
        String role,
        @Nullable Message noRelease,
        @Nullable String script,
        @Nullable String styles,
        String version,
        ClusterView cluster) {

    /**
     * Which cluster, how well we are connected, and what is going on.
     *
     * @param name null before the first connection
     * @param running whether an experiment runs
     * @param halt null while nothing is halted
     * @param database null while it can be used
     * @param problems what cannot be watched
     */
    record ClusterView(
            @Nullable String name,
            @Nullable String version,
            boolean practice,
            Connection.State state,
            Moment since,
            @Nullable Message reason,
            @Nullable Message offset,
            boolean running,
            @Nullable HaltView halt,
            @Nullable AwayView database,
            List<ProblemView> problems) {

        public ClusterView {
            problems = List.copyOf(problems);
        }

        /** The version without what its builder adds to it: there is little room. */
        public @Nullable String release() {
            return version == null ? null : version.replaceFirst("\\+.*", "");
        }

        public boolean isConnected() {
            return state == Connection.State.CONNECTED;
        }

        /** Of what cannot be watched. */
        public Mark unknown() {
            return Mark.UNKNOWN;
        }

        public String stateWord() {
            return state.name().toLowerCase(java.util.Locale.ROOT);
        }

        public Mark mark() {
            return switch (state) {
                case CONNECTED -> Mark.GOOD;
                case CONNECTING -> Mark.WAITING;
                case DISCONNECTED -> Mark.BAD;
            };
        }
    }

    /** Everything is stopped. */
    record HaltView(@Nullable Moment since, @Nullable String by) {

        public Mark mark() {
            return Mark.BAD;
        }
    }

    /** The database cannot be used. */
    record AwayView(Moment since, Message reason) {

        public Mark mark() {
            return Mark.BAD;
        }
    }

    /** What cannot be watched, in a sentence, and why. */
    record ProblemView(Message what, Message reason) {}
}
