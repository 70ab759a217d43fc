package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Guards;
import dev.okiagari.safety.Intention;
import dev.okiagari.safety.Refusal;
import dev.okiagari.safety.WorkUnderWay;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the guards about a plan, with what runs already. */
@Component
class Gate {

    private final Guards guards;
    private final Runner runner;
    private final ExperimentStore store;
    private final Cluster cluster;
    private final ObjectProvider<WorkUnderWay> works;

    Gate(
            Guards guards,
            Runner runner,
            ExperimentStore store,
            Cluster cluster,
            ObjectProvider<WorkUnderWay> works) {
        this.guards = guards;
        this.runner = runner;
        this.store = store;
        this.cluster = cluster;
        this.works = works;
    }

    /** Nothing can be done. Where a guard forbids it for good, that is the reason to tell. */
    Refused hopeless(Plan plan, ExperimentRequest request, @Nullable UUID whole) {
        List<Refusal> hard =
                refusals(plan, request.confirmed(), whole).stream()
                        .filter(refusal -> !refusal.guard().isConfirmable())
                        .toList();
        return hard.isEmpty() ? new Refused.Hopeless(plan.forecast()) : new Refused.Guarded(hard);
    }

    /** Of all replicas; a repeat by its runs. */
    private List<Target> running() {
        Stream<Experiment> elsewhere =
                cluster.info().stream()
                        .flatMap(known -> store.elsewhere(known.id()).stream())
                        .filter(other -> !other.isSeries());
        return Stream.concat(runner.running().stream(), elsewhere).map(Experiment::target).toList();
    }

    /**
     * Who refuses, the gravest first.
     *
     * @param whole what this is a part of, such as the repeat that it is one run of; null for none
     */
    List<Refusal> refusals(Plan plan, Set<Guard> confirmed, @Nullable UUID whole) {
        Outcome outcome = plan.forecast().outcome();
        boolean takesDown = outcome != Outcome.NO_EFFECT && outcome != Outcome.DELIVERED;
        List<Target> running = running();
        WorkloadRef workload = plan.target().workload();
        boolean busy = works.stream().anyMatch(work -> work.isOn(workload, whole));
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
