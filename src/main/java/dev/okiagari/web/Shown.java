package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;

/** Which containers of a pod are worth a row: those that run with it, and what holds it up. */
final class Shown {

    private Shown() {}

    static List<ContainerSnapshot> of(PodSnapshot pod) {
        return pod.containers().stream().filter(container -> matters(pod, container)).toList();
    }

    static boolean matters(PodSnapshot pod, ContainerSnapshot container) {
        return switch (container.type()) {
            case REGULAR, SIDECAR -> true;
            case EPHEMERAL -> container.isRunning();
            case INIT -> !pod.ready() && !isDone(container);
        };
    }

    /** Whether it counts for "2 of 3 ready". */
    static boolean counts(ContainerSnapshot container) {
        return container.type() == ContainerType.REGULAR
                || container.type() == ContainerType.SIDECAR;
    }

    private static boolean isDone(ContainerSnapshot container) {
        return container.state() instanceof ContainerState.Terminated(var end)
                && end.exitCode() == 0;
    }
}
