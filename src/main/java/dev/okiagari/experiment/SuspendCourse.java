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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What follows a suspend: stopped processes, verified by their state, and their resume. */
@Component
class SuspendCourse {

    private static final Logger log = LoggerFactory.getLogger(SuspendCourse.class);

    /** Between two tries to resume. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

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
        ProcessReading suspended = processes.read(container);
        Set<Integer> stopped = stopped(suspended, pids);
        if (suspended instanceof ProcessReading.Known) {
            trial.step("suspended", stopped.size(), pids.size());
        }
        Instant until = injected.plus(fault.duration());
        if (hasEnded(trial, sightings, until, trial::isStopped)) {
            return;
        }
        ExecResult resumed = resume(trial, pids);
        Instant at = trial.now();
        trial.step(resumed instanceof ExecResult.Exited ? "resumed" : "resume-failed");
        while (!(resumed instanceof ExecResult.Exited) && trial.now().isBefore(until)) {
            if (hasEnded(trial, sightings, trial.now().plus(AGAIN), () -> false)) {
                return;
            }
            resumed = resume(trial, pids);
            at = trial.now();
        }
        if (suspended instanceof ProcessReading.Known) {
            judge(trial, injected, at, pids, stopped);
        } else {
            trial.finish(Outcome.UNKNOWN, null, null, false, "suspend-not-verified");
        }
    }

    /** Harmless to repeat, unlike an injection. */
    private ExecResult resume(Trial trial, List<Integer> pids) throws InterruptedException {
        Experiment experiment = trial.experiment();
        try {
            return injector.resume(experiment.target(), pids, experiment.evidence().execOutput());
        } catch (RuntimeException closedMeanwhile) {
            log.warn("{} could not be resumed yet", experiment.id(), closedMeanwhile);
            return new ExecResult.Lost("", String.valueOf(closedMeanwhile.getMessage()));
        }
    }

    /** Waits until the time is up; finishes the trial where the container ends meanwhile. */
    private static boolean hasEnded(
            Trial trial, Sightings sightings, Instant until, BooleanSupplier stopped)
            throws InterruptedException {
        Target target = trial.experiment().target();
        for (; ; ) {
            ClusterEvent event = sightings.next(until, stopped);
            if (event == null) {
                return false;
            }
            if (event instanceof ClusterEvent.PodRemoved removed
                    && removed.last().ref().equals(target.pod())) {
                trial.finish(Outcome.UNKNOWN, null, null, false, "pod-vanished");
                return true;
            }
            if (event instanceof ClusterEvent.PodObserved observed
                    && observed.after().ref().equals(target.pod())
                    && hasEnded(observed.after(), target)) {
                trial.finish(
                        observed.after().isOver() ? Outcome.GONE : Outcome.RESTARTED,
                        null,
                        null,
                        false,
                        "ended-while-suspended");
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

    private static Set<Integer> stopped(ProcessReading reading, List<Integer> pids) {
        return reading instanceof ProcessReading.Known known
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
        Shot after = trial.shot(cluster.pod(target.pod().uid()), reading);
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
        } else if (!(reading instanceof ProcessReading.Known)) {
            trial.finish(Outcome.UNKNOWN, recovery, after, false, "resume-not-verified");
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
}
