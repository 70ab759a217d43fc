package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.Processes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows a suspend: stopped processes, verified by their state, and their resume. */
@Component
class SuspendCourse {

    private final Cluster cluster;
    private final Processes processes;
    private final Injector injector;

    SuspendCourse(Cluster cluster, Processes processes, Injector injector) {
        this.cluster = cluster;
        this.processes = processes;
        this.injector = injector;
    }

    /** Verifies, waits, and resumes. */
    void observe(Trial trial, Sightings sightings, List<Integer> pids) throws InterruptedException {
        Instant injected = trial.injectedAt();
        Experiment experiment = trial.experiment();
        ContainerRef container = experiment.target().containerRef();
        Fault.Suspend fault = (Fault.Suspend) experiment.fault();
        Set<Integer> stopped = stopped(container, pids);
        trial.step("suspended", stopped.size(), pids.size());
        boolean ended = wait(trial, sightings, injected.plus(fault.duration()));
        if (ended) {
            trial.finish(Outcome.RESTARTED, null, null, false, "ended-while-suspended");
            return;
        }
        ExecResult resumed =
                injector.resume(experiment.target(), pids, experiment.evidence().execOutput());
        Instant at = trial.now();
        trial.step(resumed instanceof ExecResult.Exited ? "resumed" : "resume-failed");
        judge(trial, injected, at, pids, stopped);
    }

    /** Until the time is up; true when the container has ended meanwhile. */
    private boolean wait(Trial trial, Sightings sightings, Instant until)
            throws InterruptedException {
        Target target = trial.experiment().target();
        for (; ; ) {
            ClusterEvent event = sightings.next(until, trial::isStopped);
            if (event == null) {
                return false;
            }
            if (event instanceof ClusterEvent.PodRemoved removed
                    && removed.last().ref().equals(target.pod())) {
                return true;
            }
            if (event instanceof ClusterEvent.PodObserved observed
                    && observed.after().ref().equals(target.pod())
                    && hasEnded(observed.after(), target)) {
                return true;
            }
        }
    }

    private static boolean hasEnded(PodSnapshot pod, Target target) {
        return pod.container(target.containerRef().name())
                .filter(ContainerSnapshot::isRunning)
                .filter(now -> java.util.Objects.equals(now.containerId(), target.containerId()))
                .isEmpty();
    }

    private Set<Integer> stopped(ContainerRef container, List<Integer> pids)
            throws InterruptedException {
        return processes.read(container) instanceof ProcessReading.Known known
                ? known.table().items().stream()
                        .filter(ContainerProcess::isStopped)
                        .map(ContainerProcess::pid)
                        .filter(pids::contains)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void judge(
            Trial trial,
            Instant injected,
            Instant resumedAt,
            List<Integer> pids,
            Set<Integer> stopped)
            throws InterruptedException {
        Target target = trial.experiment().target();
        ProcessReading reading = processes.read(target.containerRef());
        Shot after = shot(trial, target, reading);
        Recovery recovery =
                new Recovery(
                        List.of(new Phase(Phase.Name.HANG, injected, resumedAt, Phase.Clock.OURS)),
                        null);
        if (!stopped.containsAll(pids)) {
            trial.finish(
                    Outcome.NO_EFFECT,
                    null,
                    after,
                    false,
                    "not-suspended",
                    stopped.size(),
                    pids.size());
        } else if (isAnyStopped(reading, pids)) {
            trial.finish(Outcome.NOT_RECOVERED, recovery, after, false, "still-suspended");
        } else {
            trial.finish(
                    Outcome.SUSPENDED,
                    recovery,
                    after,
                    false,
                    "suspended",
                    pids.size(),
                    Trial.tenths(recovery.total()));
        }
    }

    private static boolean isAnyStopped(ProcessReading reading, List<Integer> pids) {
        return reading instanceof ProcessReading.Known known
                && known.table().items().stream()
                        .anyMatch(process -> process.isStopped() && pids.contains(process.pid()));
    }

    private @Nullable Shot shot(Trial trial, Target target, ProcessReading reading) {
        PodSnapshot pod = cluster.pod(target.pod().uid());
        ContainerSnapshot container =
                pod == null ? null : pod.container(target.containerRef().name()).orElse(null);
        List<ContainerProcess> items =
                reading instanceof ProcessReading.Known known ? known.table().items() : List.of();
        return pod == null || container == null
                ? null
                : Shot.of(trial.now(), pod, container, items);
    }
}
