package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Look;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.Terms;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeForecasts;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says how a probe would be proven, or why it cannot be; looks into one container by exec. */
@Component
class ProofPlanner {

    private static final Set<Guard> ALL_CONFIRMED =
            Arrays.stream(Guard.values()).filter(Guard::isConfirmable).collect(Collectors.toSet());

    private final Cluster cluster;
    private final ProbeChanges changes;
    private final ProbeForecasts forecasts;
    private final Experiments experiments;
    private final Clearance clearance;
    private final ProofProperties properties;

    ProofPlanner(
            Cluster cluster,
            ProbeChanges changes,
            ProbeForecasts forecasts,
            Experiments experiments,
            Clearance clearance,
            ProofProperties properties) {
        this.cluster = cluster;
        this.changes = changes;
        this.forecasts = forecasts;
        this.experiments = experiments;
        this.clearance = clearance;
        this.properties = properties;
    }

    PlanResult plan(ProofRequest request, Actor by) throws InterruptedException {
        ChangeResult checked = check(request.shown(), ALL_CONFIRMED, by);
        if (!(checked instanceof ChangeResult.Made(ProbeChange change))) {
            return new ProofRefused.NotChanged(checked);
        }
        Message pointless = pointless(change);
        if (pointless != null) {
            return new ProofRefused.Pointless(pointless);
        }
        clearance.check(
                by, Act.INJECT, change.target().workload().namespace(), change.target().text());
        PodSnapshot pod = pod(change, request.pod());
        ContainerSnapshot container =
                pod == null ? null : pod.container(change.target().container()).orElse(null);
        return pod == null || container == null
                ? new ProofRefused.Pointless(
                        Message.of(
                                "proof.refused.no-pod",
                                change.target().container(),
                                change.target().workload().name()))
                : plan(request, change, pod, container, by);
    }

    private ChangeResult check(ProofRequest.Shown shown, Set<Guard> confirmed, Actor by) {
        return switch (shown) {
            case ProofRequest.ById(var id) -> changes.check(id, confirmed, by);
            case ProofRequest.ByRequest(var asked) -> changes.check(asked, confirmed, by);
        };
    }

    /** A hang has nothing to say of it. */
    static @Nullable Message pointless(ProbeChange change) {
        if (change.kind() == ProbeChange.Kind.REMOVED) {
            return Message.of("proof.refused.removed");
        }
        if (change.type() == ProbeType.STARTUP) {
            return Message.of("proof.refused.startup");
        }
        return change.heldBackBy().orElse(null);
    }

    private @Nullable PodSnapshot pod(ProbeChange change, @Nullable String name) {
        Predicate<PodSnapshot> wanted =
                name == null ? PodSnapshot::ready : pod -> pod.ref().name().equals(name);
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(change.target().workload()))
                .filter(pod -> !pod.isOver() && !pod.isDeleting())
                .filter(wanted)
                .min(Comparator.comparing(PodSnapshot::createdAt))
                .orElse(null);
    }

    private PlanResult plan(
            ProofRequest request,
            ProbeChange change,
            PodSnapshot pod,
            ContainerSnapshot container,
            Actor by)
            throws InterruptedException {
        Look look = experiments.look(new ContainerRef(pod.ref(), container.name()), by);
        ForecastResult first = experiments.forecast(look, hang(pod, container, request, null));
        if (!(first instanceof ForecastResult.Forecasted alone)) {
            return new ProofRefused.NotHung((Refused) first);
        }
        if (!alone.forecast().canBeTried()) {
            return new ProofRefused.NotHung(hopeless(alone));
        }
        Fault.Hang planned = (Fault.Hang) alone.planned();
        ProbeForecast forecast = forecast(change, pod, container, hang(look, planned));
        int watch =
                ProofLengths.watch(
                        properties.watch(), isNoticed(alone) ? planned.time() : 0, forecast);
        ForecastResult second = experiments.forecast(look, hang(pod, container, request, watch));
        if (!(second instanceof ForecastResult.Forecasted told)) {
            return new ProofRefused.NotHung((Refused) second);
        }
        Agreement agreement =
                new Agreement(
                        change.id(),
                        change.kind(),
                        pod.ref(),
                        told.target().containerId(),
                        forecast,
                        watch,
                        ProofLengths.patience(forecast),
                        request.confirmed());
        return new ProofPlan(change, agreement, told.forecast(), refusals(told, request, by));
    }

    /** Where a guard forbids it for good, that is the reason to tell. */
    private static Refused hopeless(ForecastResult.Forecasted told) {
        List<Refusal> hard =
                told.refusals().stream()
                        .filter(refusal -> !refusal.guard().isConfirmable())
                        .toList();
        return hard.isEmpty() ? new Refused.Hopeless(told.forecast()) : new Refused.Guarded(hard);
    }

    /** Those of both, each guard once, the gravest first. */
    private List<Refusal> refusals(ForecastResult.Forecasted hang, ProofRequest request, Actor by) {
        List<Refusal> ofChange =
                check(request.shown(), request.confirmed(), by)
                                instanceof ChangeResult.Guarded(List<Refusal> refusals)
                        ? refusals
                        : List.of();
        return Stream.concat(hang.refusals().stream(), ofChange.stream())
                .collect(Collectors.groupingBy(Refusal::guard))
                .values()
                .stream()
                .map(List::getFirst)
                .sorted(Comparator.comparing(Refusal::guard))
                .toList();
    }

    private static ExperimentRequest hang(
            PodSnapshot pod,
            ContainerSnapshot container,
            ProofRequest request,
            @Nullable Integer seconds) {
        return new ExperimentRequest(
                pod.ref().namespace(),
                pod.ref().name(),
                container.name(),
                pod.ref().uid(),
                container.containerId(),
                new Fault.Hang(seconds, null),
                request.confirmed(),
                Terms.NONE,
                true);
    }

    /** Whose main process is not stopped itself still hears that it is to end. */
    private static Hang hang(Look look, Fault.Hang planned) {
        Optional<Integer> main =
                look.reading() instanceof ProcessReading.Known(ProcessTable table)
                        ? table.primary().map(process -> process.pid())
                        : Optional.empty();
        return main.map(pid -> planned.stopped().contains(pid)).orElse(true)
                ? Hang.FROZEN
                : Hang.SILENT;
    }

    private ProbeForecast forecast(
            ProbeChange change, PodSnapshot pod, ContainerSnapshot container, Hang hang) {
        Probe probe = change.after().map(ProbeSpec::effective).orElseThrow();
        return forecasts.of(pod, container, change.type(), probe, hang);
    }

    private static boolean isNoticed(ForecastResult.Forecasted alone) {
        return alone.forecast().restart() != null;
    }
}
