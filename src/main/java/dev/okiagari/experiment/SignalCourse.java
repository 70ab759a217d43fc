package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.Processes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows a signal: nothing, or an end, and perhaps a comeback. */
@Component
class SignalCourse {

    private final Cluster cluster;
    private final Processes processes;
    private final ExperimentProperties properties;

    SignalCourse(Cluster cluster, Processes processes, ExperimentProperties properties) {
        this.cluster = cluster;
        this.processes = processes;
        this.properties = properties;
    }

    /** Observes until there is a verdict. */
    void observe(Trial trial, Sightings sightings) throws InterruptedException {
        Instant injected = trial.injectedAt();
        Target target = trial.experiment().target();
        Comeback comeback =
                Comeback.of(
                        target.containerId(),
                        cluster.info().map(ClusterInfo::clockOffset).orElse(null));
        Instant deadline = injected.plus(patience(trial.experiment().forecast()));
        PodSnapshot pod = cluster.pod(target.pod().uid());
        comeback = look(comeback, target, pod, trial.now());
        while (!comeback.isReady() && !isOver(comeback, pod)) {
            boolean hadExited = comeback.hasExited();
            ClusterEvent event = sightings.next(deadline, trial::isStopped);
            if (event == null) {
                break;
            }
            if (event instanceof ClusterEvent.PodRemoved removed
                    && removed.last().ref().equals(target.pod())) {
                trial.finish(Outcome.UNKNOWN, null, null, comeback.hasExited(), "pod-vanished");
                return;
            }
            if (event instanceof ClusterEvent.PodObserved observed
                    && observed.after().ref().equals(target.pod())) {
                pod = observed.after();
                comeback = look(comeback, target, pod, observed.at());
            }
            if (!hadExited && comeback.hasExited()) {
                trial.step("exited");
                deadline = injected.plus(properties.recoveryTimeout());
            }
        }
        judge(trial, comeback, pod, injected);
    }

    private java.time.Duration patience(Forecast forecast) {
        return forecast.isOnly(Outcome.NO_EFFECT) ? properties.settle() : properties.reaction();
    }

    private static Comeback look(
            Comeback comeback, Target target, @Nullable PodSnapshot pod, Instant at) {
        return pod == null
                ? comeback
                : pod.container(target.containerRef().name())
                        .map(container -> comeback.see(container, at))
                        .orElse(comeback);
    }

    /** Ended, and its pod says that this was all. */
    private static boolean isOver(Comeback comeback, @Nullable PodSnapshot pod) {
        return comeback.hasExited() && pod != null && pod.isOver();
    }

    private void judge(Trial trial, Comeback comeback, @Nullable PodSnapshot pod, Instant injected)
            throws InterruptedException {
        Recovery recovery = new Recovery(comeback.phases(injected), null);
        if (!comeback.hasExited()) {
            unmoved(trial);
        } else if (trial.experiment().forecast().isOnly(Outcome.NO_EFFECT)
                || wasOutOfMemory(comeback)) {
            trial.finish(Outcome.UNKNOWN, null, after(trial, pod), false, "something-else");
        } else if (comeback.isReady()) {
            trial.finish(
                    Outcome.RESTARTED,
                    recovery,
                    after(trial, pod),
                    true,
                    "restarted",
                    Trial.tenths(recovery.total()));
        } else if (pod != null && pod.isDeleting()) {
            trial.finish(Outcome.UNKNOWN, null, after(trial, pod), false, "something-else");
        } else if (isOver(comeback, pod)) {
            trial.finish(Outcome.GONE, null, after(trial, pod), true, "gone");
        } else if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, after(trial, pod), true, "stopped-after");
        } else {
            trial.finish(
                    Outcome.NOT_RECOVERED,
                    recovery,
                    after(trial, pod),
                    true,
                    "not-recovered",
                    properties.recoveryTimeout().toSeconds());
        }
    }

    private static boolean wasOutOfMemory(Comeback comeback) {
        return comeback.ended() != null && "OOMKilled".equals(comeback.ended().reason());
    }

    /** Nothing has ended: then the process itself must show whether anything happened. */
    private void unmoved(Trial trial) throws InterruptedException {
        Experiment experiment = trial.experiment();
        Target target = experiment.target();
        if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, null, false, "stopped");
            return;
        }
        PodSnapshot pod = cluster.pod(target.pod().uid());
        ProcessReading reading = processes.read(target.containerRef());
        Shot after = trial.shot(pod, reading);
        Fault.SendSignal fault = (Fault.SendSignal) experiment.fault();
        if (!(reading instanceof ProcessReading.Known known)) {
            trial.finish(Outcome.UNKNOWN, null, after, false, "not-verified");
            return;
        }
        Optional<ContainerProcess> process =
                known.table().process(fault.pid()).filter(now -> isSame(now, experiment));
        if (process.isEmpty()) {
            trial.finish(Outcome.DELIVERED, null, after, false, "process-ended", fault.pid());
        } else if (process.get().isStopped()) {
            trial.finish(Outcome.SUSPENDED, null, after, false, "stopped-process", fault.pid());
        } else if (experiment.evidence().execExitCode() == null) {
            // The command was never answered, and nothing shows that it arrived.
            trial.finish(Outcome.UNKNOWN, null, after, false, "not-verified");
        } else if (experiment.forecast().possible().contains(Outcome.DELIVERED)) {
            trial.finish(Outcome.DELIVERED, null, after, false, "delivered", fault.signal());
        } else {
            trial.finish(
                    Outcome.NO_EFFECT,
                    null,
                    after,
                    false,
                    "no-effect",
                    fault.signal(),
                    fault.pid(),
                    process.get().state());
        }
    }

    private static boolean isSame(ContainerProcess now, Experiment experiment) {
        return experiment.evidence().before().processes().stream()
                .anyMatch(before ->
                        before.pid() == now.pid() && before.startTicks() == now.startTicks());
    }

    private @Nullable Shot after(Trial trial, @Nullable PodSnapshot pod)
            throws InterruptedException {
        ContainerRef ref = trial.experiment().target().containerRef();
        ContainerSnapshot container = pod == null ? null : pod.container(ref.name()).orElse(null);
        if (pod == null || container == null || !container.isRunning()) {
            return container == null || pod == null
                    ? null
                    : Shot.of(trial.now(), pod, container, List.of());
        }
        return trial.shot(pod, processes.read(ref));
    }
}
