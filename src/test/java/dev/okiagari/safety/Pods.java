package dev.okiagari.safety;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pods to ask guards about; of Deployment web where nothing else is said. */
final class Pods {

    private final PodRef ref;
    private final List<ContainerSnapshot> containers = new ArrayList<>();
    private WorkloadRef workload;
    private String phase = "Running";
    private boolean ready = true;
    private boolean hostPid;
    private boolean mirror;
    private boolean deleting;
    private String priority;
    private String partOf;

    private Pods(String namespace, String name) {
        this.ref = new PodRef(namespace, name, "uid-" + name);
        this.workload = new WorkloadRef(namespace, "Deployment", "web");
    }

    static Pods pod(String namespace, String name) {
        return new Pods(namespace, name);
    }

    static Pods pod(String name) {
        return new Pods("lab", name);
    }

    /** As a guard sees an attempt to end it by a command in a container. */
    static Intention shot(PodSnapshot pod, PodRef... running) {
        return new Intention(pod, null, true, false, false, true, false, List.of(running));
    }

    Pods of(String kind, String name) {
        workload = new WorkloadRef(ref.namespace(), kind, name);
        return this;
    }

    Pods phase(String name) {
        phase = name;
        return this;
    }

    Pods notReady() {
        ready = false;
        return this;
    }

    Pods hostPid() {
        hostPid = true;
        return this;
    }

    Pods mirror() {
        mirror = true;
        return this;
    }

    Pods deleting() {
        deleting = true;
        return this;
    }

    Pods priority(String name) {
        priority = name;
        return this;
    }

    Pods partOf(String name) {
        partOf = name;
        return this;
    }

    Pods with(String container, ContainerState state) {
        containers.add(
                new ContainerSnapshot(
                        container,
                        ContainerType.REGULAR,
                        "example:1",
                        "containerd://1",
                        7,
                        ready,
                        true,
                        state,
                        null,
                        Probes.NONE));
        return this;
    }

    PodSnapshot build() {
        return new PodSnapshot(
                ref,
                workload,
                "node",
                "10.0.0.1",
                phase,
                null,
                ready,
                Instant.EPOCH,
                deleting ? new PodSnapshot.Deletion(Instant.EPOCH, Duration.ofSeconds(30)) : null,
                "Always",
                Duration.ofSeconds(30),
                hostPid,
                false,
                mirror,
                priority,
                null,
                partOf,
                "1",
                containers,
                null);
    }
}
