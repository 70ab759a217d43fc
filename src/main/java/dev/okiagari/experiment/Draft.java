package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessTable;
import java.time.Instant;
import java.util.List;

/** A plan in the making: the fault and the running container that it is for. */
record Draft(Fault fault, PodSnapshot pod, ContainerSnapshot container, Instant at) {

    /** Where the processes could not be looked at, or need not be. */
    Planner.Planning hopeless(Forecast forecast) {
        return plan(fault, List.of(), forecast, List.of());
    }

    /**
     * @param exact the fault with what it left open filled in
     */
    Planner.Planning planned(
            Fault exact, ProcessTable table, Forecast forecast, List<ContainerProcess> aimedAt) {
        return plan(exact, table.items(), forecast, aimedAt);
    }

    private Planner.Planning plan(
            Fault exact,
            List<ContainerProcess> all,
            Forecast forecast,
            List<ContainerProcess> aimedAt) {
        Target target =
                new Target(pod.ref(), pod.workload(), container.name(), container.containerId());
        Shot before = Shot.of(at, pod, container, all);
        return new Planner.Planning.Planned(
                new Plan(target, exact, pod, before, forecast, aimedAt));
    }
}
