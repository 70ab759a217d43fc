package dev.okiagari.web;

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

/** Pods in the words of the domain. */
final class Pods {

    static final Instant BORN = Instant.parse("2026-11-23T12:00:00Z");
    private static final Probe LIVENESS =
            new Probe(
                    "httpGet / 8080 HTTP",
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(1500),
                    3,
                    1,
                    null);

    private Pods() {}

    static PodSnapshot ready(String name) {
        return ready("test", name);
    }

    static PodSnapshot ready(String namespace, String name) {
        return pod(namespace, name, "Running", true, running());
    }

    static PodSnapshot notReady(String name) {
        return pod("test", name, "Running", false, running());
    }

    static PodSnapshot crashLooping(String name) {
        var held = new ContainerState.Waiting("CrashLoopBackOff", "back-off 40s");
        return pod("test", name, "Running", false, held);
    }

    static PodSnapshot waiting(String name) {
        var pull = new ContainerState.Waiting("ImagePullBackOff", null);
        return pod("test", name, "Pending", false, pull);
    }

    static PodSnapshot succeeded(String name) {
        return pod("test", name, "Succeeded", false, ended(0));
    }

    static PodSnapshot failed(String name) {
        return pod("test", name, "Failed", false, ended(1));
    }

    private static ContainerState running() {
        return new ContainerState.Running(BORN.plusSeconds(2));
    }

    private static ContainerState ended(int exitCode) {
        return new ContainerState.Terminated(
                new Termination("containerd://1", exitCode, "Error", null, BORN, BORN));
    }

    private static PodSnapshot pod(
            String namespace, String name, String phase, boolean ready, ContainerState state) {
        var app =
                new ContainerSnapshot(
                        "app",
                        ContainerType.REGULAR,
                        "example/" + name + ":1",
                        "containerd://" + name,
                        0,
                        ready,
                        true,
                        state,
                        null,
                        new Probes(LIVENESS, null, null));
        return new PodSnapshot(
                new PodRef(namespace, name, "uid-" + namespace + "-" + name),
                new WorkloadRef(namespace, "Deployment", "deployment-of-" + name),
                "node1",
                "10.0.0.1",
                phase,
                null,
                ready,
                BORN,
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
                List.of(app),
                null);
    }
}
