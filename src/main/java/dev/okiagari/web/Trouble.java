package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import java.util.Optional;

/**
 * What is wrong with a pod now, worst first. A pod that ended well or is going is in no trouble.
 */
enum Trouble {
    /** It failed, or a container of it ended badly and was not started again. */
    FAILED,
    /** A container ended too often and is held back. */
    BACK_OFF,
    /** A container cannot start, or has not yet. */
    WAITING,
    /** All run, but the pod does not say that it is ready. */
    NOT_READY;

    /** Empty where all is well. */
    static Optional<Trouble> of(PodSnapshot pod) {
        if (pod.isDeleting() || pod.phase().equals("Succeeded")) {
            return Optional.empty();
        }
        if (pod.isOver()) {
            return Optional.of(FAILED);
        }
        var worst = pod.containers().stream().flatMap(c -> of(c).stream()).sorted().findFirst();
        return worst.isEmpty() && !pod.ready() ? Optional.of(NOT_READY) : worst;
    }

    private static Optional<Trouble> of(ContainerSnapshot container) {
        if (container.type() == ContainerType.EPHEMERAL) {
            return Optional.empty();
        }
        return switch (container.state()) {
            case ContainerState.Waiting waiting ->
                    Optional.of(waiting.isBackOff() ? BACK_OFF : WAITING);
            case ContainerState.Running _ -> Optional.empty();
            case ContainerState.Terminated(var end) ->
                    end.exitCode() == 0 ? Optional.empty() : Optional.of(FAILED);
        };
    }
}
