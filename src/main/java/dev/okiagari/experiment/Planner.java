package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.history.BackOffs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a request to a plan: finds the target, looks at it closely, and forecasts. */
@Component
class Planner {

    private final Cluster cluster;
    private final BackOffs backOffs;
    private final Granted granted;
    private final Clock clock;

    Planner(Cluster cluster, BackOffs backOffs, Granted granted, Clock clock) {
        this.cluster = cluster;
        this.backOffs = backOffs;
        this.granted = granted;
        this.clock = clock;
    }

    /** A plan, or why there is none. */
    sealed interface Planning {

        record Planned(Plan plan) implements Planning {}

        record Failed(Refused why) implements Planning {}
    }

    /** How a container is looked into, should the fault need it. */
    interface Looking {

        Look into(ContainerRef container, @Nullable String containerId) throws InterruptedException;
    }

    Planning plan(ExperimentRequest request, Looking looking) throws InterruptedException {
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
        return switch (request.fault()) {
            case Fault.DeletePod _ -> ofPod(request, pod, PodForecast.deleted(pod));
            case Fault.EvictPod _ -> ofPod(request, pod, PodForecast.evicted(pod));
            case Fault.SendSignal _, Fault.Suspend _, Fault.Hang _, Fault.RestartContainer _ ->
                    inContainer(request, pod, looking);
        };
    }

    private Planning ofPod(ExperimentRequest request, PodSnapshot pod, Forecast forecast) {
        return new Planning.Planned(
                new Plan(
                        new Target(pod.ref(), pod.workload(), null, null),
                        request.fault(),
                        pod,
                        Shot.of(now(), pod),
                        granted.orDenied(forecast, request.fault(), pod.ref().namespace()),
                        List.of(),
                        Delivery.open(Delivery.Method.API)));
    }

    private Planning inContainer(ExperimentRequest request, PodSnapshot pod, Looking looking)
            throws InterruptedException {
        String name = request.container();
        if (name == null) {
            return new Planning.Failed(
                    new Refused.Invalid("target.container", refused("container-needed")));
        }
        ContainerSnapshot container = pod.container(name).orElse(null);
        if (container == null) {
            return gone("no-container", pod.ref().name(), name);
        }
        if (request.containerId() != null
                && !request.containerId().equals(container.containerId())) {
            return changed("other-run", name);
        }
        return container.isRunning()
                ? inRunning(request, pod, container, looking)
                : changed("not-running", name);
    }

    private Planning inRunning(
            ExperimentRequest request,
            PodSnapshot pod,
            ContainerSnapshot container,
            Looking looking)
            throws InterruptedException {
        if (request.fault() instanceof Fault.RestartContainer) {
            return restart(draft(request, pod, container, null));
        }
        if (pod.hostPid()) {
            return hopeless(request, pod, container, "host-processes");
        }
        ContainerRef ref = new ContainerRef(pod.ref(), container.name());
        Look look = looking.into(ref, container.containerId());
        Draft draft = draft(request, pod, container, look);
        Forecast none = none(look);
        Delivery.@Nullable Method wanted = request.terms().delivery();
        Planning planning =
                switch (request.fault()) {
                    case Fault.SendSignal signal ->
                            new SignalPlanner(draft, signal).plan(wanted, none);
                    case Fault.Suspend(int seconds, @Nullable List<Integer> pids) ->
                            new StopPlanner(draft, pids).suspend(seconds, wanted, none);
                    case Fault.Hang(@Nullable Integer seconds, @Nullable List<Integer> pids) ->
                            new StopPlanner(draft, pids).hang(seconds, wanted, none);
                    case Fault.DeletePod _, Fault.EvictPod _, Fault.RestartContainer _ ->
                            throw new IllegalStateException("not by a process");
                };
        return noted(planning, draft.backOff().afterExit());
    }

    /** Whoever ends it should know how long it would be held back. */
    private static Planning noted(Planning planning, Duration backOff) {
        return planning instanceof Planning.Planned(Plan plan)
                        && !backOff.isZero()
                        && plan.fault() instanceof Fault.SendSignal
                        && plan.forecast().possible().contains(Outcome.RESTARTED)
                ? new Planning.Planned(
                        plan.with(
                                plan.forecast()
                                        .with(
                                                Message.of(
                                                        "experiment.note.back-off",
                                                        backOff.toSeconds()))))
                : planning;
    }

    private Draft draft(
            ExperimentRequest request,
            PodSnapshot pod,
            ContainerSnapshot container,
            @Nullable Look look) {
        Instant now = now();
        ProcessTable unseen =
                new ProcessTable(String.valueOf(container.containerId()), now, "none", List.of());
        return new Draft(
                request.fault(),
                pod,
                container,
                look == null ? unseen : look.table().orElse(unseen),
                look == null ? List.of() : look.ladder(),
                now,
                backOffs.of(pod, container));
    }

    private Planning restart(Draft draft) {
        String image = EqualImage.of(draft.container()).orElse(null);
        return new Planning.Planned(
                draft.plan(
                        draft.fault(),
                        granted.orDenied(
                                PodForecast.restarted(image),
                                draft.fault(),
                                draft.pod().ref().namespace()),
                        List.of(),
                        Delivery.open(Delivery.Method.API)));
    }

    private Planning hopeless(
            ExperimentRequest request, PodSnapshot pod, ContainerSnapshot container, String why) {
        Draft draft = draft(request, pod, container, null);
        return new Planning.Planned(draft.hopeless(Forecast.impossible(List.of(), why)));
    }

    /** What is said where no way is open. */
    private static Forecast none(Look look) {
        return switch (look.reading()) {
            case ProcessReading.Unknown(Message reason)
                    when reason.key().equals("cluster.processes.denied") ->
                    Forecast.because(Outcome.DENIED, look.ladder(), reason);
            case ProcessReading.Unknown(Message reason)
                    when !reason.key().equals("cluster.processes.no-tools") ->
                    Forecast.because(Outcome.IMPOSSIBLE, look.ladder(), reason);
            case ProcessReading.Unknown _ -> Forecast.impossible(look.ladder(), "no-way");
            case ProcessReading.Known _ -> Forecast.impossible(look.ladder(), "no-fit");
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Planning gone(String why, Object... facts) {
        return new Planning.Failed(new Refused.Gone(refused(why, facts)));
    }

    private static Planning changed(String why, Object... facts) {
        return new Planning.Failed(new Refused.Changed(refused(why, facts)));
    }

    private static Message refused(String why, Object... facts) {
        return Message.of("experiment.refused." + why, facts);
    }
}
