package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.history.BackOff;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan in the making: the fault, the running container that it is for, and what was seen in it.
 *
 * @param table without processes where they could not be read
 * @param backOff what the kubelet remembers of its ends
 */
record Draft(
        Fault fault,
        PodSnapshot pod,
        ContainerSnapshot container,
        ProcessTable table,
        List<Delivery> ladder,
        Instant at,
        BackOff backOff) {

    Standpoint from(Delivery way) {
        return new Standpoint(pod, container, table, way, ladder, at, backOff);
    }

    /** Whether the processes could be read. */
    boolean isSeen() {
        return !table.items().isEmpty();
    }

    /** Where it will not come to anything. */
    Plan hopeless(Forecast forecast) {
        return plan(fault, forecast, List.of(), null);
    }

    /**
     * @param exact the fault with what it left open filled in
     */
    Plan plan(
            Fault exact,
            Forecast forecast,
            List<ContainerProcess> aimedAt,
            @Nullable Delivery way) {
        Target target =
                new Target(pod.ref(), pod.workload(), container.name(), container.containerId());
        return new Plan(
                target,
                exact,
                pod,
                Shot.of(at, pod, container, table.items()),
                forecast,
                aimedAt,
                way);
    }
}
