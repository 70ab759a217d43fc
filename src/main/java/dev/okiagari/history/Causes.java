package dev.okiagari.history;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a run ended, as far as it was observed. What only might be is unknown, and says why. */
final class Causes {

    private static final int KILLED = 137;

    /** What containerd tells of an end that it did not see. */
    private static final int LOST = 255;

    private static final Duration SILENCE = Duration.ofMinutes(30);

    private Causes() {}

    static Explanation of(
            @Nullable KnownRun ended,
            KnownRun began,
            ContainerSnapshot container,
            Collection<Count> counts) {
        if (ended == null || ended.exitCode() == null) {
            return unknown(Message.of("history.evidence.not-seen"));
        }
        return byEvent(ended, began, container, counts)
                .orElseGet(() -> byExit(ended, container, counts));
    }

    /** By the event alone. */
    static Explanation killed(Count count) {
        return new Explanation(
                Objects.requireNonNull(count.kind().cause()),
                Message.of(key(count.kind()), count.lastAt(), count.total()));
    }

    private static String key(EventKind kind) {
        return switch (kind) {
            case LIVENESS_KILL -> "history.evidence.event-liveness";
            case STARTUP_KILL -> "history.evidence.event-startup";
            case DEFINITION_CHANGED -> "history.evidence.event-definition-changed";
            case RESIZE -> "history.evidence.event-resize";
            case SANDBOX_CHANGED -> "history.evidence.event-sandbox-changed";
            // of no kill; what was kept before kills had texts of their own says so too
            case LIVENESS_FAILED,
                    READINESS_FAILED,
                    STARTUP_FAILED,
                    LIVENESS_ERRORED,
                    READINESS_ERRORED,
                    STARTUP_ERRORED ->
                    "history.evidence.event";
        };
    }

    /**
     * By an event that came after the restart was recorded.
     *
     * @param lost whether the runtime did not see the run end
     */
    static Explanation late(Fact.Explained told, boolean lost) {
        return lost && told.count().kind() == EventKind.SANDBOX_CHANGED
                ? nodeRestarted(told.count())
                : told.explanation();
    }

    private static Explanation nodeRestarted(Count count) {
        return new Explanation(
                RestartCause.NODE_RESTARTED,
                Message.of("history.evidence.node-restarted", LOST, count.lastAt()));
    }

    /** A second belongs to the run that it ends, not to the one that it begins. */
    static boolean isWithin(Instant at, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
        return startedAt != null
                && finishedAt != null
                && at.isAfter(startedAt)
                && !at.isAfter(finishedAt);
    }

    private static Optional<Explanation> byEvent(
            KnownRun ended, KnownRun began, ContainerSnapshot container, Collection<Count> counts) {
        return counts.stream()
                .filter(count -> count.kind().cause() != null && count.isAbout(ended.container()))
                .filter(count ->
                        isWithin(
                                count.lastAt(),
                                ended.startedAt(),
                                count.kind() == EventKind.SANDBOX_CHANGED
                                        ? began.startedAt()
                                        : ended.finishedAt()))
                .min((one, other) -> one.kind().compareTo(other.kind()))
                .map(count -> told(count, ended, container, counts));
    }

    private static Explanation told(
            Count count, KnownRun ended, ContainerSnapshot container, Collection<Count> counts) {
        return switch (count.kind()) {
            case LIVENESS_KILL ->
                    byProbe(
                            count,
                            container.probes().liveness(),
                            failures(counts, ended, EventKind.LIVENESS_FAILED));
            case STARTUP_KILL ->
                    byProbe(
                            count,
                            container.probes().startup(),
                            failures(counts, ended, EventKind.STARTUP_FAILED));
            case SANDBOX_CHANGED ->
                    isLost(ended.reason(), ended.exitCode()) ? nodeRestarted(count) : killed(count);
            case DEFINITION_CHANGED,
                    RESIZE,
                    LIVENESS_FAILED,
                    READINESS_FAILED,
                    STARTUP_FAILED,
                    LIVENESS_ERRORED,
                    READINESS_ERRORED,
                    STARTUP_ERRORED ->
                    killed(count);
        };
    }

    /** The kubelet decides after a number of failures in a row that its specification names. */
    private static Explanation byProbe(Count count, @Nullable Probe probe, int failures) {
        return probe == null
                ? killed(count)
                : new Explanation(
                        Objects.requireNonNull(count.kind().cause()),
                        Message.of(
                                "history.evidence.probe",
                                probe.handler(),
                                probe.failureThreshold(),
                                count.lastAt(),
                                failures,
                                count.total()));
    }

    private static int failures(Collection<Count> counts, KnownRun run, EventKind kind) {
        return counts.stream()
                .filter(count -> count.kind() == kind && count.isAbout(run.container()))
                .mapToInt(Count::total)
                .sum();
    }

    /** The runtime did not see it end: it was not there itself. */
    static boolean isLost(@Nullable String reason, @Nullable Integer exitCode) {
        return "Unknown".equals(reason) && Integer.valueOf(LOST).equals(exitCode);
    }

    private static Explanation byExit(
            KnownRun ended, ContainerSnapshot container, Collection<Count> counts) {
        int exit = Objects.requireNonNull(ended.exitCode());
        String reason = Objects.requireNonNullElse(ended.reason(), "");
        return switch (reason) {
            case "OOMKilled" ->
                    new Explanation(RestartCause.OOM, Message.of("history.evidence.oom"));
            case "RestartingAllContainers" ->
                    new Explanation(
                            RestartCause.RESTART_ALL, Message.of("history.evidence.restart-all"));
            case "ContainerStatusUnknown" -> unknown(Message.of("history.evidence.runtime-lost"));
            case "Unknown" -> unknown(Message.of("history.evidence.runtime-away", exit));
            default ->
                    mayBeProbe(ended, exit, container, counts)
                            .orElseGet(() -> byCode(exit, reason));
        };
    }

    private static Explanation byCode(int exit, String reason) {
        return exit == 0
                ? new Explanation(RestartCause.COMPLETED, Message.of("history.evidence.completed"))
                : new Explanation(RestartCause.CRASH, ExitCode.told(exit, reason));
    }

    /** The kubelet keeps events back once a pod has many: a kill may have gone untold. */
    private static Optional<Explanation> mayBeProbe(
            KnownRun ended, int exit, ContainerSnapshot container, Collection<Count> counts) {
        if (container.probes().liveness() == null && container.probes().startup() == null) {
            return Optional.empty();
        }
        boolean lately = counts.stream().anyMatch(count -> isLately(count, ended));
        if (!lately && exit != KILLED) {
            return Optional.empty();
        }
        int failures =
                counts.stream()
                        .filter(count ->
                                isFailure(count.kind()) && count.isAbout(ended.container()))
                        .mapToInt(Count::total)
                        .sum();
        return Optional.of(
                unknown(
                        Message.of(
                                "history.evidence.maybe-probe", exit, failures, seconds(ended))));
    }

    /**
     * Whether a probe was heard to fail so shortly before the end that its kill may be untold: the
     * kubelet still tells one event of a pod in five minutes, so a longer silence speaks against
     * it.
     */
    private static boolean isLately(Count count, KnownRun ended) {
        Instant end = ended.finishedAt();
        return end != null
                && count.isAbout(ended.container())
                && (isFailure(count.kind())
                        || count.kind() == EventKind.LIVENESS_KILL
                        || count.kind() == EventKind.STARTUP_KILL)
                && !count.firstAt().isAfter(end)
                && !count.lastAt().isBefore(end.minus(SILENCE));
    }

    private static boolean isFailure(EventKind kind) {
        return kind == EventKind.LIVENESS_FAILED || kind == EventKind.STARTUP_FAILED;
    }

    private static String seconds(KnownRun run) {
        return run.startedAt() == null || run.finishedAt() == null
                ? "?"
                : String.valueOf(Duration.between(run.startedAt(), run.finishedAt()).toSeconds());
    }

    private static Explanation unknown(Message evidence) {
        return new Explanation(RestartCause.UNKNOWN, evidence);
    }
}
