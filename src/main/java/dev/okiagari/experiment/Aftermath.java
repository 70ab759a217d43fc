package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Processes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a container looks when all is over, and what that says where it never ended. */
@Component
class Aftermath {

    private final Cluster cluster;
    private final Processes processes;

    Aftermath(Cluster cluster, Processes processes) {
        this.cluster = cluster;
        this.processes = processes;
    }

    /** The container with its processes, where it runs; null where it is not there. */
    @Nullable Shot shot(Trial trial, Witness witness) throws InterruptedException {
        PodSnapshot pod = witness.pod();
        ContainerRef ref = trial.experiment().target().containerRef();
        ContainerSnapshot container = pod == null ? null : pod.container(ref.name()).orElse(null);
        if (pod == null || container == null) {
            return null;
        }
        return container.isRunning()
                ? trial.shot(pod, processes.read(ref))
                : Shot.of(trial.now(), pod, container, List.of());
    }

    /** Nothing has ended: then the processes themselves must show whether anything happened. */
    void unmoved(Trial trial) throws InterruptedException {
        Experiment experiment = trial.experiment();
        if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, null, false, "stopped");
            return;
        }
        if (!(experiment.fault() instanceof Fault.SendSignal fault)) {
            trial.finish(Outcome.UNKNOWN, null, null, false, "not-restarted");
            return;
        }
        ProcessReading reading = processes.read(experiment.target().containerRef());
        Shot after = trial.shot(cluster.pod(experiment.target().pod().uid()), reading);
        if (reading instanceof ProcessReading.Known(ProcessTable table)) {
            compared(trial, fault, table, after);
        } else {
            unread(trial, fault, after);
        }
    }

    /** Where nobody can look, what the command says of itself is all there is. */
    private static void unread(Trial trial, Fault.SendSignal fault, @Nullable Shot after) {
        Optional<Boolean> caught = Masks.of(trial.experiment().evidence()).caught(fault);
        if (caught.isPresent() && !caught.get()) {
            trial.finish(
                    Outcome.NO_EFFECT, null, after, false, "dropped", fault.signal(), fault.pid());
        } else if (caught.isPresent()) {
            trial.finish(Outcome.DELIVERED, null, after, false, "delivered", fault.signal());
        } else {
            trial.finish(Outcome.UNKNOWN, null, after, false, "not-verified");
        }
    }

    private static void compared(
            Trial trial, Fault.SendSignal fault, ProcessTable table, @Nullable Shot after) {
        Experiment experiment = trial.experiment();
        List<ContainerProcess> there =
                fault.processes().stream()
                        .flatMap(pid -> table.process(pid).stream())
                        .filter(now -> isSame(now, experiment))
                        .toList();
        if (there.size() < fault.processes().size()) {
            ended(trial, fault, there.size(), after);
        } else if (there.stream().anyMatch(ContainerProcess::isStopped)
                && Signal.of(fault.signal()).isStopping()) {
            trial.finish(Outcome.SUSPENDED, null, after, false, "stopped-process", fault.pid());
        } else if (experiment.evidence().execExitCode() == null
                && experiment.evidence().execOutput() != null) {
            // The command was never answered, and nothing shows that it arrived.
            trial.finish(Outcome.UNKNOWN, null, after, false, "not-verified");
        } else if (wasCaught(experiment, fault)) {
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
                    there.getFirst().state());
        }
    }

    private static void ended(Trial trial, Fault.SendSignal fault, int left, @Nullable Shot after) {
        int ended = fault.processes().size() - left;
        if (fault.pids() == null) {
            trial.finish(Outcome.DELIVERED, null, after, false, "process-ended", fault.pid());
        } else {
            trial.finish(
                    Outcome.DELIVERED,
                    null,
                    after,
                    false,
                    "processes-ended",
                    ended,
                    fault.processes().size());
        }
    }

    /** By the masks of the very moment, where the command told them; else as was forecast. */
    private static boolean wasCaught(Experiment experiment, Fault.SendSignal fault) {
        return Masks.of(experiment.evidence())
                .caught(fault)
                .orElseGet(() -> experiment.forecast().possible().contains(Outcome.DELIVERED));
    }

    /** What has ended since, and only waits for its parent to hear of it, is not there any more. */
    private static boolean isSame(ContainerProcess now, Experiment experiment) {
        return experiment.evidence().before().processes().stream()
                .anyMatch(before ->
                        before.pid() == now.pid()
                                && before.startTicks() == now.startTicks()
                                && before.isZombie() == now.isZombie());
    }
}
