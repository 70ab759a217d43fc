package dev.okiagari.web;

import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
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

/** Pods and containers that the tests of pages show. */
final class PagesFixture {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Probe LIVENESS = probe("httpGet / 8080 HTTP", 15, 12);

    private PagesFixture() {}

    static ClusterInfo lab() {
        return new ClusterInfo("id-of-lab", "lab", ClusterKind.KUBERNETES, "v1.36.2", null);
    }

    static Connection connected() {
        return new Connection(Connection.State.CONNECTED, NOW, null);
    }

    static Probe probe(String handler, int delay, int timeout) {
        return new Probe(
                handler,
                Duration.ofSeconds(delay),
                Duration.ofSeconds(10),
                Duration.ofSeconds(timeout),
                3,
                1,
                null);
    }

    static PodSnapshot pod(String workload, String name, ContainerSnapshot... containers) {
        return pod(new WorkloadRef("test", "Deployment", workload), name, "node1", containers);
    }

    static PodSnapshot pod(
            WorkloadRef workload,
            String name,
            @Nullable String node,
            ContainerSnapshot... containers) {
        boolean ready = List.of(containers).stream().allMatch(ContainerSnapshot::ready);
        return new PodSnapshot(
                new PodRef(workload.namespace(), name, "uid-" + workload.name() + "-" + name),
                workload,
                node,
                "10.0.0.7",
                "Running",
                null,
                ready,
                NOW.minus(Duration.ofDays(9)),
                null,
                "Always",
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

    static ContainerSnapshot running(String name, int restarts, Probes probes) {
        return container(
                name,
                restarts,
                true,
                new ContainerState.Running(NOW.minusSeconds(120)),
                restarts == 0 ? null : ended(),
                probes);
    }

    static ContainerSnapshot heldBack(String name, int restarts) {
        return container(
                name,
                restarts,
                false,
                new ContainerState.Waiting(
                        "CrashLoopBackOff",
                        "back-off 1m20s restarting failed container=" + name + " pod=x"),
                ended(),
                Probes.NONE);
    }

    static Termination ended() {
        return new Termination(
                "containerd://2323131fdeadbeef",
                1,
                "Error",
                null,
                NOW.minusSeconds(200),
                NOW.minusSeconds(40));
    }

    static ContainerSnapshot container(
            String name,
            int restarts,
            boolean ready,
            ContainerState state,
            @Nullable Termination last,
            Probes probes) {
        return new ContainerSnapshot(
                name,
                ContainerType.REGULAR,
                "registry.example/" + name + ":1",
                "containerd://a096e941cafe0123456789",
                restarts,
                ready,
                true,
                state,
                last,
                probes);
    }
}
