package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Sender;
import dev.okiagari.cluster.Termination;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods, containers and processes to aim at, in the words of the domain. */
final class Targets {

    static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");
    static final String OLD = "containerd://old";
    static final String NEW = "containerd://new";

    private Targets() {}

    static PodSnapshot pod(String restartPolicy, ContainerSnapshot... containers) {
        return pod(restartPolicy, new WorkloadRef("test", "Deployment", "hello"), containers);
    }

    static PodSnapshot ofJob() {
        return pod("Never", new WorkloadRef("test", "Job", "hello"));
    }

    static PodSnapshot barePod() {
        return pod("Always", WorkloadRef.bare("test", "hello-1"));
    }

    /**
     * Asked to go by somebody, and its container has ended: a newer kubelet says that it is over.
     */
    static PodSnapshot deleting() {
        return pod(
                "Failed",
                new PodSnapshot.Deletion(T0.plusSeconds(30), Duration.ofSeconds(30)),
                "Always",
                new WorkloadRef("test", "Deployment", "hello"),
                terminated(T0.plusSeconds(1)));
    }

    /** Another pod of the same workload. */
    static PodSnapshot successor() {
        return pod(
                new PodRef("test", "hello-2", "uid-2"),
                "Running",
                null,
                "Always",
                new WorkloadRef("test", "Deployment", "hello"),
                running(NEW, 0, true));
    }

    private static PodSnapshot pod(
            String restartPolicy, WorkloadRef workload, ContainerSnapshot... containers) {
        return pod("Running", null, restartPolicy, workload, containers);
    }

    private static PodSnapshot pod(
            String phase,
            PodSnapshot.@Nullable Deletion deletion,
            String restartPolicy,
            WorkloadRef workload,
            ContainerSnapshot... containers) {
        PodRef ref = new PodRef("test", "hello-1", "uid-1");
        return pod(ref, phase, deletion, restartPolicy, workload, containers);
    }

    private static PodSnapshot pod(
            PodRef ref,
            String phase,
            PodSnapshot.@Nullable Deletion deletion,
            String restartPolicy,
            WorkloadRef workload,
            ContainerSnapshot... containers) {
        return new PodSnapshot(
                ref,
                workload,
                "node",
                "10.0.0.1",
                phase,
                null,
                true,
                T0,
                deletion,
                restartPolicy,
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                "1",
                List.of(containers),
                null);
    }

    static ContainerSnapshot running(String containerId, int restarts, boolean ready) {
        return container(containerId, restarts, ready, new ContainerState.Running(T0), null);
    }

    /** The new run, which tells how the old one ended. */
    static ContainerSnapshot restarted(boolean ready, Instant finished, Instant started) {
        return container(
                NEW, 1, ready, new ContainerState.Running(started), ended(finished, "Error"));
    }

    static ContainerSnapshot terminated(Instant finished) {
        return container(
                OLD, 0, false, new ContainerState.Terminated(ended(finished, "Error")), null);
    }

    static ContainerSnapshot heldBack(Instant finished) {
        return container(
                OLD,
                0,
                false,
                new ContainerState.Waiting("CrashLoopBackOff", "back-off 10s"),
                ended(finished, "Error"));
    }

    private static Termination ended(Instant finished, String reason) {
        return new Termination(OLD, 1, reason, null, T0, finished);
    }

    private static ContainerSnapshot container(
            String id, int restarts, boolean ready, ContainerState state, Termination last) {
        return new ContainerSnapshot(
                "app",
                ContainerType.REGULAR,
                "image",
                id,
                restarts,
                ready,
                true,
                state,
                last,
                Probes.NONE);
    }

    static ExperimentProperties times(long settle, long reaction, long recovery) {
        return properties(settle, reaction, recovery, true, "", "");
    }

    static ExperimentProperties withoutEvents() {
        return properties(1, 1, 10, false, "", "");
    }

    /** With an image for containers that are added, and one for helpers on the node. */
    static ExperimentProperties images(String guest, String helper) {
        return properties(1, 1, 10, true, guest, helper);
    }

    private static ExperimentProperties properties(
            long settle,
            long reaction,
            long recovery,
            boolean events,
            String guest,
            String helper) {
        return new ExperimentProperties(
                Duration.ofSeconds(settle),
                Duration.ofSeconds(reaction),
                Duration.ofSeconds(recovery),
                Duration.ofSeconds(60),
                events,
                new ExperimentProperties.EphemeralContainer(guest),
                new ExperimentProperties.NodeHelper(helper, "okiagari"));
    }

    /** From inside the container, as root, with all that a capability allows. */
    static Standpoint inside(PodSnapshot pod, ContainerProcess... processes) {
        return from(Delivery.Method.SHELL, Sender.UNKNOWN, pod, processes);
    }

    static Standpoint from(
            Delivery.Method way, Sender sender, PodSnapshot pod, ContainerProcess... processes) {
        ContainerSnapshot container =
                pod.containers().isEmpty() ? running(OLD, 0, true) : pod.containers().getFirst();
        Delivery open = Delivery.open(way);
        return new Standpoint(
                pod,
                container,
                new ProcessTable(OLD, T0, "shell", List.of(processes), sender, Set.of()),
                open,
                List.of(open),
                T0,
                BackOff.NONE);
    }

    static ContainerProcess process(
            int pid, int parent, Set<Integer> catches, Set<Integer> ignores, Set<Integer> blocks) {
        return new ContainerProcess(
                pid,
                parent,
                "app",
                "S",
                "root",
                List.of("app"),
                100,
                T0,
                catches,
                ignores,
                blocks,
                Set.of());
    }
}
