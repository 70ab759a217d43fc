package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.history.ReplacementCause;
import dev.okiagari.history.RestartCause;
import java.util.Locale;
import java.util.Set;

/** A state by colour and shape; the sprite in {@code marks.html} draws each. */
enum Mark {
    GOOD,
    WAITING,
    BAD,
    INJECTED,
    KILL,
    OOM,
    COMPLETED,
    ROLLOUT,
    UNKNOWN,
    NO_EFFECT;

    private static final Set<String> HOPELESS =
            Set.of(
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "RunContainerError");

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in class names, symbol ids and message keys. */
    public String id() {
        return id;
    }

    static Mark of(RestartCause cause) {
        return switch (cause) {
            case INJECTED -> INJECTED;
            case LIVENESS, STARTUP -> KILL;
            case OOM -> OOM;
            case CRASH -> BAD;
            case COMPLETED -> COMPLETED;
            case RESIZE, DEFINITION_CHANGED, RESTART_ALL -> ROLLOUT;
            case SANDBOX_CHANGED, NODE_RESTARTED, UNKNOWN -> UNKNOWN;
        };
    }

    static Mark of(ReplacementCause cause) {
        return switch (cause) {
            case INJECTED -> INJECTED;
            case ROLLOUT, SCALED -> ROLLOUT;
            case COMPLETED, DELETED -> COMPLETED;
            case EVICTED, PREEMPTED, NODE_PRESSURE, NODE_LOST -> BAD;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static Mark of(Outcome outcome) {
        return switch (outcome) {
            case RESTARTED, REPLACED, SUSPENDED, DELIVERED -> INJECTED;
            case NO_EFFECT, IMPOSSIBLE, DENIED -> NO_EFFECT;
            case GONE, ABORTED -> COMPLETED;
            case NOT_RECOVERED -> BAD;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static Mark of(PodSnapshot pod) {
        if (pod.phase().equals("Unknown")) {
            return UNKNOWN;
        }
        if (pod.isOver()) {
            return pod.phase().equals("Succeeded") ? COMPLETED : BAD;
        }
        boolean hopeless = pod.containers().stream().map(Mark::of).anyMatch(mark -> mark == BAD);
        return hopeless ? BAD : pod.ready() ? GOOD : WAITING;
    }

    static Mark of(ContainerSnapshot container) {
        return switch (container.state()) {
            case ContainerState.Running running -> container.ready() ? GOOD : WAITING;
            case ContainerState.Waiting waiting ->
                    waiting.reason() != null && HOPELESS.contains(waiting.reason()) ? BAD : WAITING;
            case ContainerState.Terminated(Termination end) -> of(end);
        };
    }

    static Mark of(Termination end) {
        if ("OOMKilled".equals(end.reason())) {
            return OOM;
        }
        return end.exitCode() == 0 ? COMPLETED : BAD;
    }
}
