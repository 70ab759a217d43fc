package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import org.jspecify.annotations.Nullable;

/**
 * Exactly what is aimed at: this pod, this run of this container, and no other of the same name.
 *
 * @param container null for faults of the whole pod
 * @param containerId null for faults of the whole pod
 */
public record Target(
        PodRef pod,
        WorkloadRef workload,
        @Nullable String container,
        @Nullable String containerId) {

    public ContainerRef containerRef() {
        if (container == null) {
            throw new IllegalStateException("the target is a whole pod");
        }
        return new ContainerRef(pod, container);
    }

    /** For the audit log. */
    String text() {
        String name = pod.namespace() + "/" + pod.name();
        return container == null ? name : name + "/" + container;
    }
}
