package dev.okiagari.history;

import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one run of a container.
 *
 * @param life grows when the kubelet's count started anew, so that (life, count) never repeats
 * @param settled whether it was ever ready: from then on {@code readyAt} is left as it is
 */
record KnownRun(
        String container,
        int life,
        int restartCount,
        String containerId,
        @Nullable Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message,
        boolean settled) {

    KnownRun ended(Termination termination) {
        return new KnownRun(
                container,
                life,
                restartCount,
                containerId,
                startedAt == null ? termination.startedAt() : startedAt,
                readyAt,
                termination.finishedAt(),
                termination.exitCode(),
                termination.reason(),
                termination.message(),
                settled);
    }

    KnownRun started(@Nullable Instant at) {
        return startedAt != null || at == null ? this : withTimes(at, readyAt, settled);
    }

    /** It is ready: since {@code at}, or since an instant that nobody saw. */
    KnownRun ready(@Nullable Instant at) {
        return settled ? this : withTimes(startedAt, at, true);
    }

    private KnownRun withTimes(
            @Nullable Instant started, @Nullable Instant ready, boolean nowSettled) {
        return new KnownRun(
                container,
                life,
                restartCount,
                containerId,
                started,
                ready,
                finishedAt,
                exitCode,
                reason,
                message,
                nowSettled);
    }

    /** How it ended, in the cluster's words. */
    Termination termination() {
        return new Termination(
                containerId,
                Objects.requireNonNullElse(exitCode, 0),
                reason,
                message,
                startedAt,
                finishedAt);
    }

    boolean hasEnded() {
        return exitCode != null;
    }
}
