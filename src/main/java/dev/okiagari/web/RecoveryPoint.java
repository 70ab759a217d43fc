package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.ReplacementCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One time that a workload came back, or was not seen to.
 *
 * @param cause a cause or a fault, in the API's words
 * @param container null where the whole pod was meant
 * @param took null where it was not seen to be ready again
 */
record RecoveryPoint(
        Kind kind,
        Instant at,
        Mark mark,
        String cause,
        String pod,
        @Nullable String container,
        @Nullable Duration took,
        @Nullable String experimentId) {

    private static final double MILLIS = 1000;

    /** What it came back from. */
    enum Kind {
        RESTART,
        REPLACEMENT,
        EXPERIMENT
    }

    /** Null where it says nothing of recovery: what was planned, and what was ended unseen. */
    static @Nullable RecoveryPoint of(Comeback comeback) {
        boolean unseen = comeback.readyAt() != null && comeback.endedAt() == null;
        return switch (comeback.of()) {
            case Comeback.Of of when unseen -> null;
            case Comeback.Of.Pod(ReplacementCause cause) when isPlanned(cause) -> null;
            case Comeback.Of.Pod(ReplacementCause cause) ->
                    of(comeback, Kind.REPLACEMENT, Mark.of(cause), cause.text(), null);
            case Comeback.Of.Container(var name, var cause) ->
                    of(comeback, Kind.RESTART, Mark.of(cause), cause.text(), name);
        };
    }

    /** Null where it is not known how long it took. */
    static @Nullable RecoveryPoint of(ExperimentMark mark) {
        boolean lost = Objects.equals(mark.outcome(), "not-recovered");
        Double seconds = mark.recovery();
        if (!lost && seconds == null) {
            return null;
        }
        return new RecoveryPoint(
                Kind.EXPERIMENT,
                mark.at(),
                lost ? Mark.BAD : Mark.INJECTED,
                mark.fault(),
                mark.pod(),
                mark.container(),
                lost || seconds == null ? null : Duration.ofMillis(Math.round(seconds * MILLIS)),
                mark.id());
    }

    /** The old pod stays until the new one is ready, or nobody waits for a new one. */
    private static boolean isPlanned(ReplacementCause cause) {
        return cause == ReplacementCause.ROLLOUT || cause == ReplacementCause.SCALED;
    }

    private static RecoveryPoint of(
            Comeback comeback, Kind kind, Mark mark, String cause, @Nullable String container) {
        return new RecoveryPoint(
                kind,
                comeback.at(),
                mark,
                cause,
                comeback.pod(),
                container,
                comeback.took(),
                comeback.experimentId() == null ? null : comeback.experimentId().toString());
    }

    /** What it came back from, in words. */
    public Message label() {
        return switch (kind) {
            case RESTART -> new Message("web.cause." + cause, List.of());
            case REPLACEMENT -> new Message("web.replaced." + cause, List.of());
            case EXPERIMENT -> TimelineView.label(cause);
        };
    }

    double seconds() {
        return took == null ? 0 : took.toMillis() / MILLIS;
    }
}
