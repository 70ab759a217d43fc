package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.history.BackOff;
import java.time.Instant;
import java.util.List;

/**
 * Where a forecast is made from: the target, its processes, and the side that the signal comes
 * from.
 *
 * @param way how it is delivered: only from the node does the kernel let SIGKILL and SIGSTOP
 *     through to PID 1
 * @param ladder every way, open or not
 * @param at by our clock
 * @param backOff what the kubelet remembers of the container's ends
 */
record Standpoint(
        PodSnapshot pod,
        ContainerSnapshot container,
        ProcessTable table,
        Delivery way,
        List<Delivery> ladder,
        Instant at,
        BackOff backOff) {

    Ends ends() {
        return Ends.of(pod, container);
    }

    boolean isFromNode() {
        return way.method() == Delivery.Method.NODE_HELPER;
    }

    boolean maySignal(ContainerProcess process) {
        return isFromNode() || table.sender().maySignal(process);
    }

    /** Whether the container ends with it. */
    boolean isMain(ContainerProcess process) {
        return table.primary().filter(main -> main.pid() == process.pid()).isPresent();
    }
}
