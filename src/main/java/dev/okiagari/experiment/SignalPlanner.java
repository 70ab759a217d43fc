package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Message;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a signal: to whom, by which way, with which forecast. */
final class SignalPlanner {

    /** The node's side would leave PID 1 stopped, with nobody to resume it. */
    private static final Set<Delivery.Method> FROM_INSIDE =
            EnumSet.complementOf(EnumSet.of(Delivery.Method.NODE_HELPER, Delivery.Method.API));

    private static final Set<Delivery.Method> ALL =
            EnumSet.complementOf(EnumSet.of(Delivery.Method.API));

    private static final Set<Delivery.Method> UNSEEN =
            EnumSet.of(Delivery.Method.EPHEMERAL_CONTAINER, Delivery.Method.NODE_HELPER);

    private final Draft draft;
    private final Fault.SendSignal fault;
    private final Signal signal;
    private final Set<Integer> ours;

    SignalPlanner(Draft draft, Fault.SendSignal fault) {
        this.draft = draft;
        this.fault = fault;
        this.signal = Signal.of(fault.signal());
        this.ours = DeadMansSwitch.among(draft.table());
    }

    Planner.Planning plan(Delivery.@Nullable Method wanted, Forecast none) {
        return draft.isSeen() ? seen(wanted, none) : unseen(wanted, none);
    }

    private Planner.Planning seen(Delivery.@Nullable Method wanted, Forecast none) {
        List<ContainerProcess> aimedAt =
                fault.processes().stream().map(this::process).flatMap(Optional::stream).toList();
        if (aimedAt.size() < fault.processes().size()) {
            return invalid("fault.pid", "no-process", missing(aimedAt));
        }
        if (signal.isStopping() && !aimedAt.stream().allMatch(ContainerProcess::isPrimary)) {
            return invalid("fault.signal", "use-suspend", signal.name());
        }
        Choice choice = new Choice(draft, signal.isStopping() ? FROM_INSIDE : ALL, wanted, none);
        return new Planner.Planning.Planned(
                choice.of(way ->
                        draft.plan(
                                fault,
                                SignalForecast.of(signal, aimedAt, draft.from(way)),
                                aimedAt,
                                way)));
    }

    /** Where nobody can look, only the first process is known to be there. */
    private Planner.Planning unseen(Delivery.@Nullable Method wanted, Forecast none) {
        if (!fault.processes().equals(List.of(1))) {
            return invalid("fault.pid", "no-process", fault.processes().getLast());
        }
        Set<Delivery.Method> fit =
                signal.isStopping() ? EnumSet.of(Delivery.Method.EPHEMERAL_CONTAINER) : UNSEEN;
        return new Planner.Planning.Planned(
                new Choice(draft, fit, wanted, none)
                        .of(way ->
                                draft.plan(
                                        fault,
                                        SignalForecast.unseen(signal, draft.from(way)),
                                        List.of(),
                                        way)));
    }

    private Optional<ContainerProcess> process(int pid) {
        return draft.table()
                .process(pid)
                .filter(draft.table()::isOfApplication)
                .filter(found -> !ours.contains(found.pid()));
    }

    private int missing(List<ContainerProcess> found) {
        List<Integer> there = found.stream().map(ContainerProcess::pid).toList();
        return fault.processes().stream()
                .filter(pid -> !there.contains(pid))
                .findFirst()
                .orElse(fault.pid());
    }

    private static Planner.Planning invalid(String field, String why, Object... facts) {
        return new Planner.Planning.Failed(
                new Refused.Invalid(field, Message.of("experiment.refused." + why, facts)));
    }
}
