package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Guards;
import dev.okiagari.safety.Intention;
import dev.okiagari.safety.Refusal;
import dev.okiagari.safety.WorkUnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the guards about a workload whose pods are to be replaced by a rollout. */
@Component
class ChangeGate {

    private final Guards guards;
    private final Cluster cluster;
    private final ObjectProvider<WorkUnderWay> others;

    ChangeGate(Guards guards, Cluster cluster, ObjectProvider<WorkUnderWay> others) {
        this.guards = guards;
        this.cluster = cluster;
        this.others = others;
    }

    /** Who refuses, the gravest first; a guard that speaks for several pods is named once. */
    List<Refusal> refusals(WorkloadRef ref, Workload workload, Set<Guard> confirmed) {
        return refusals(ref, workload, confirmed, null);
    }

    /**
     * The same for a step of something larger.
     *
     * @param whole what it is a part of, and what is therefore not in its way; null for none
     */
    List<Refusal> refusals(
            WorkloadRef ref, Workload workload, Set<Guard> confirmed, @Nullable UUID whole) {
        // What is down already may be just what the probe is for.
        Set<Guard> waived = EnumSet.of(Guard.UNHEALTHY_TARGET);
        waived.addAll(confirmed);
        boolean busy = others.stream().anyMatch(other -> other.isOn(ref, whole));
        List<Refusal> refusals = new ArrayList<>();
        for (PodSnapshot pod : pods(ref, workload)) {
            guards.refusals(intention(pod, busy), waived).stream()
                    .filter(refusal ->
                            refusals.stream().noneMatch(told -> told.guard() == refusal.guard()))
                    .forEach(refusals::add);
        }
        refusals.sort((one, other) -> one.guard().compareTo(other.guard()));
        return refusals;
    }

    /** Only those that no confirmation would do away with: going back is a rescue. */
    List<Refusal> hard(WorkloadRef ref, Workload workload) {
        return refusals(
                ref,
                workload,
                Arrays.stream(Guard.values())
                        .filter(Guard::isConfirmable)
                        .collect(Collectors.toSet()));
    }

    private static Intention intention(PodSnapshot pod, boolean busy) {
        return new Intention(pod, null, false, false, false, false, busy, List.of());
    }

    private List<PodSnapshot> pods(WorkloadRef ref, Workload workload) {
        List<PodSnapshot> pods =
                cluster.pods().stream().filter(pod -> pod.workload().equals(ref)).toList();
        return pods.isEmpty() ? List.of(standIn(ref, workload)) : pods;
    }

    /** A pod as the template would make one, for a workload that has none. */
    private static PodSnapshot standIn(WorkloadRef ref, Workload workload) {
        var spec = workload.template().path("spec");
        String priority = spec.path("priorityClassName").asString("");
        String partOf =
                workload.template()
                        .path("metadata")
                        .path("labels")
                        .path("app.kubernetes.io/part-of")
                        .asString("");
        return new PodSnapshot(
                new PodRef(ref.namespace(), ref.name(), ""),
                ref,
                null,
                null,
                "Running",
                null,
                true,
                Instant.EPOCH,
                null,
                "Always",
                Duration.ZERO,
                spec.path("hostPID").asBoolean(false),
                spec.path("shareProcessNamespace").asBoolean(false),
                false,
                priority.isEmpty() ? null : priority,
                null,
                partOf.isEmpty() ? null : partOf,
                "",
                List.of(),
                null);
    }
}
