package dev.okiagari.history;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workload's way back after a container or a pod of it had ended.
 *
 * @param at when the new one began
 * @param endedAt when the old one ended, by the cluster; null where that was not told
 * @param readyAt when the new one was ready, as its run has it; null where that was not seen
 * @param experimentId the experiment that confirmed it
 */
public record Comeback(
        Of of,
        Instant at,
        String pod,
        @Nullable Instant endedAt,
        @Nullable Instant readyAt,
        @Nullable UUID experimentId) {

    /** What came back, and why it had gone. */
    public sealed interface Of {

        /** A container that was restarted. */
        record Container(String name, RestartCause cause) implements Of {}

        /** A pod whose successor came. */
        record Pod(ReplacementCause cause) implements Of {}
    }

    /** How long it was away; null where that is not known. */
    public @Nullable Duration took() {
        if (endedAt == null || readyAt == null) {
            return null;
        }
        // two clocks, of which one knows whole seconds only
        return readyAt.isBefore(endedAt) ? Duration.ZERO : Duration.between(endedAt, readyAt);
    }
}
