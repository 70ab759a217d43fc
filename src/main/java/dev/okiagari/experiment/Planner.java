package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Processes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a request to a plan: finds the target, looks at it closely, and forecasts. */
@Component
class Planner {

    private final Cluster cluster;
    private final Processes processes;
    private final Exec exec;
    private final Clock clock;

    Planner(Cluster cluster, Processes processes, Exec exec, Clock clock) {
        this.cluster = cluster;
        this.processes = processes;
        this.exec = exec;
        this.clock = clock;
    }

    /** A plan, or why there is none. */
    sealed interface Planning {

        record Planned(Plan plan) implements Planning {}

        record Failed(Refused why) implements Planning {}
    }

    Inspection inspect(ContainerRef container) {
        return new Inspection(container, processes, exec);
    }

    Planning plan(ExperimentRequest request) throws InterruptedException {
        PodSnapshot pod = cluster.pod(request.namespace(), request.pod());
        String container = request.container();
        Inspection inspection =
                pod == null || container == null
                        ? null
                        : inspect(new ContainerRef(pod.ref(), container));
        return plan(request, inspection);
    }

    /**
     * @param inspection of the request's container, perhaps used before; null where it names none
     */
    Planning plan(ExperimentRequest request, @Nullable Inspection inspection)
            throws InterruptedException {
        if (!cluster.connection().isConnected()) {
            return new Planning.Failed(new Refused.Disconnected());
        }
        PodSnapshot pod = cluster.pod(request.namespace(), request.pod());
        if (pod == null) {
            return gone("no-pod", request.namespace(), request.pod());
        }
        if (request.podUid() != null && !request.podUid().equals(pod.ref().uid())) {
            return changed("other-pod", request.pod());
        }
        if (pod.isDeleting()) {
            return gone("deleting", request.pod());
        }
        if (!request.fault().needsContainer()) {
            return new Planning.Planned(ofPod(request, pod));
        }
        return inspection == null
                ? invalid("target.container", "container-needed")
                : inContainer(request, pod, inspection);
    }

    private Plan ofPod(ExperimentRequest request, PodSnapshot pod) {
        return new Plan(
                new Target(pod.ref(), pod.workload(), null, null),
                request.fault(),
                pod,
                Shot.of(clock.instant().truncatedTo(ChronoUnit.MILLIS), pod),
                Forecaster.deletePod(pod),
                List.of());
    }

    private Planning inContainer(ExperimentRequest request, PodSnapshot pod, Inspection inspection)
            throws InterruptedException {
        String name = String.valueOf(request.container());
        ContainerSnapshot container = pod.container(name).orElse(null);
        if (container == null) {
            return gone("no-container", pod.ref().name(), name);
        }
        if (request.containerId() != null
                && !request.containerId().equals(container.containerId())) {
            return changed("other-run", name);
        }
        if (!container.isRunning()) {
            return changed("not-running", name);
        }
        Draft draft =
                new Draft(
                        request.fault(),
                        pod,
                        container,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return inRunning(draft, inspection);
    }

    private static Planning inRunning(Draft draft, Inspection inspection)
            throws InterruptedException {
        if (draft.pod().hostPid()) {
            return draft.hopeless(Forecaster.impossible(List.of(), "host-processes"));
        }
        if (draft.pod().sharedProcesses()) {
            return draft.hopeless(Forecaster.impossible(List.of(), "shared-processes"));
        }
        return switch (inspection.reading()) {
            case ProcessReading.Known(ProcessTable table) -> {
                List<Delivery> deliveries = inspection.deliveries(table);
                yield switch (draft.fault()) {
                    case Fault.SendSignal signal -> signal(draft, signal, table, deliveries);
                    case Fault.Suspend suspend -> suspend(draft, suspend, table, deliveries);
                    case Fault.Hang _, Fault.RestartContainer _ ->
                            throw new IllegalStateException("not yet");
                    case Fault.DeletePod _, Fault.EvictPod _ ->
                            throw new IllegalStateException("not in a container");
                };
            }
            case ProcessReading.Unknown(Message reason) -> draft.hopeless(unread(reason));
        };
    }

    private static Forecast unread(Message reason) {
        boolean denied = reason.key().equals("cluster.processes.denied");
        return Forecaster.because(
                denied ? Outcome.DENIED : Outcome.IMPOSSIBLE,
                List.of(Delivery.closed(Delivery.Method.SHELL, reason)),
                reason);
    }

    private static Planning signal(
            Draft draft, Fault.SendSignal fault, ProcessTable table, List<Delivery> deliveries) {
        Signal signal = Signal.of(fault.signal());
        Optional<ContainerProcess> process =
                table.process(fault.pid())
                        .filter(Planner::belongsToTheApplication)
                        .filter(found -> !DeadMansSwitch.among(table).contains(found.pid()));
        if (process.isEmpty()) {
            return invalid("fault.pid", "no-process", fault.pid());
        }
        if (signal.isStopping() && !process.get().isPrimary()) {
            return invalid("fault.signal", "use-suspend", signal.name());
        }
        Forecast forecast =
                deliveries.stream().anyMatch(Delivery::possible)
                        ? Forecaster.signal(signal, process.get(), draft.pod(), deliveries)
                        : Forecaster.impossible(deliveries, "no-way");
        return draft.planned(fault, table, forecast, List.of(process.get()));
    }

    private static Planning suspend(
            Draft draft, Fault.Suspend fault, ProcessTable table, List<Delivery> deliveries) {
        Set<Integer> ours = DeadMansSwitch.among(table);
        List<ContainerProcess> able =
                table.items().stream()
                        .filter(Planner::canBeSuspended)
                        .filter(process -> !ours.contains(process.pid()))
                        .toList();
        List<Integer> ablePids = able.stream().map(ContainerProcess::pid).toList();
        List<Integer> wanted = fault.pids() == null ? ablePids : fault.pids();
        if (!ablePids.containsAll(wanted)) {
            return invalid("fault.pids", "cannot-suspend", wanted);
        }
        boolean shell =
                deliveries.stream()
                        .anyMatch(way -> way.possible() && way.method() == Delivery.Method.SHELL);
        return draft.planned(
                new Fault.Suspend(fault.seconds(), wanted),
                table,
                shell
                        ? Forecaster.suspend(fault, wanted, table, deliveries)
                        : Forecaster.impossible(deliveries, "no-shell"),
                able.stream().filter(process -> wanted.contains(process.pid())).toList());
    }

    /** Not what another exec has started. */
    private static boolean belongsToTheApplication(ContainerProcess process) {
        return process.isPrimary() || process.parentPid() != 0;
    }

    private static boolean canBeSuspended(ContainerProcess process) {
        return !process.isPrimary()
                && belongsToTheApplication(process)
                && !process.state().equals("Z")
                && !process.state().equals("X");
    }

    private static Planning gone(String why, Object... facts) {
        return new Planning.Failed(new Refused.Gone(refused(why, facts)));
    }

    private static Planning changed(String why, Object... facts) {
        return new Planning.Failed(new Refused.Changed(refused(why, facts)));
    }

    private static Planning invalid(String field, String why, Object... facts) {
        return new Planning.Failed(new Refused.Invalid(field, refused(why, facts)));
    }

    private static Message refused(String why, Object... facts) {
        return Message.of("experiment.refused." + why, facts);
    }
}
