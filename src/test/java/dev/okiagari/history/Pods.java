package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods as a cluster would tell them, one container {@code app} each; seconds count from BORN. */
final class Pods {

    static final Instant BORN = Instant.parse("2026-11-23T12:00:00Z");

    private Pods() {}

    static Instant at(int second) {
        return BORN.plusSeconds(second);
    }

    /** A bare pod whose run number {@code count} runs since {@code since}. */
    static PodSnapshot running(String name, int version, int count, int since) {
        return pod(name, version, container(count, since, null));
    }

    /** The same, after the run before ended with {@code exit}. */
    static PodSnapshot restarted(String name, int version, int count, int since, int exit) {
        return pod(name, version, container(count, since, ended(count - 1, exit, since)));
    }

    /** How the run {@code count} ended, a second before {@code until}. */
    static Termination ended(int count, int exit, int until) {
        return ended(count, exit, exit == 0 ? "Completed" : "Error", until);
    }

    static Termination ended(int count, int exit, String reason, int until) {
        return new Termination(id(count), exit, reason, null, at(until - 60), at(until - 1));
    }

    static ContainerSnapshot container(int count, int since, @Nullable Termination last) {
        return container(
                id(count), count, new ContainerState.Running(at(since)), last, Probes.NONE);
    }

    static ContainerSnapshot container(
            String id, int count, ContainerState state, @Nullable Termination last, Probes probes) {
        return new ContainerSnapshot(
                "app",
                ContainerType.REGULAR,
                "image",
                id,
                count,
                state instanceof ContainerState.Running,
                true,
                state,
                last,
                probes);
    }

    static PodSnapshot pod(String name, int version, ContainerSnapshot container) {
        return pod(name, WorkloadRef.bare("shop", name), version, 0, null, null, container);
    }

    static PodSnapshot pod(
            String name,
            WorkloadRef workload,
            int version,
            int created,
            PodSnapshot.@Nullable Deletion deletion,
            @Nullable String disruption,
            ContainerSnapshot container) {
        return pod(name, workload, version, created, deletion, disruption, container, null);
    }

    static PodSnapshot pod(
            String name,
            WorkloadRef workload,
            int version,
            int created,
            PodSnapshot.@Nullable Deletion deletion,
            @Nullable String disruption,
            ContainerSnapshot container,
            @Nullable String revision) {
        return new PodSnapshot(
                new PodRef("shop", name, "uid-" + name + "-" + created),
                workload,
                "node",
                "10.0.0.1",
                "Running",
                null,
                container.ready(),
                at(created),
                deletion,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                disruption,
                null,
                String.valueOf(version),
                List.of(container),
                revision);
    }

    static Probes liveness() {
        return new Probes(
                new Probe(
                        "httpGet / 8080",
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        3,
                        1,
                        null),
                null,
                null);
    }

    static String id(int count) {
        return "containerd://run-" + count;
    }

    /** What a kubelet tells of the probes of container {@code app} of the pod {@code web}. */
    static ClusterEvent unhealthy(String uid, String message, int first, int last, int count) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event",
                        "shop",
                        "Pod",
                        "web",
                        uid,
                        "app",
                        "Warning",
                        "Unhealthy",
                        message,
                        count,
                        at(first),
                        at(last),
                        "kubelet"),
                at(last));
    }
}
