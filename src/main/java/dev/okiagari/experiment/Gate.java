package dev.okiagari.experiment;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Guards;
import dev.okiagari.safety.Intention;
import dev.okiagari.safety.Refusal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the guards about a plan, with what runs already. */
@Component
class Gate {

    private final Guards guards;
    private final Runner runner;
    private final SeriesRunner series;

    Gate(Guards guards, Runner runner, SeriesRunner series) {
        this.guards = guards;
        this.runner = runner;
        this.series = series;
    }

    /** Nothing can be done. Where a guard forbids it for good, that is the reason to tell. */
    Refused hopeless(Plan plan, ExperimentRequest request, @Nullable UUID parent) {
        List<Refusal> hard =
                refusals(plan, request.confirmed(), parent).stream()
                        .filter(refusal -> !refusal.guard().isConfirmable())
                        .toList();
        return hard.isEmpty() ? new Refused.Hopeless(plan.forecast()) : new Refused.Guarded(hard);
    }

    /**
     * Who refuses, the gravest first.
     *
     * @param parent the repeat that this is one run of; null for none
     */
    List<Refusal> refusals(Plan plan, Set<Guard> confirmed, @Nullable UUID parent) {
        Outcome outcome = plan.forecast().outcome();
        boolean takesDown = outcome != Outcome.NO_EFFECT && outcome != Outcome.DELIVERED;
        List<Target> running = runner.running().stream().map(Experiment::target).toList();
        WorkloadRef workload = plan.target().workload();
        boolean busy = series.holds(workload, parent) || runner.isAt(workload);
        return guards.refusals(
                new Intention(
                        plan.pod(),
                        plan.target().container(),
                        plan.fault().needsContainer(),
                        plan.fault() instanceof Fault.EvictPod,
                        plan.isFinal(),
                        takesDown,
                        busy,
                        running.stream().map(Target::pod).toList()),
                confirmed);
    }
}
