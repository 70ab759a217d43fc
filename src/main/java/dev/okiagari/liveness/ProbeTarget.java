package dev.okiagari.liveness;

import dev.okiagari.cluster.WorkloadRef;

/** A container of a workload's pods, as its template names it. */
public record ProbeTarget(WorkloadRef workload, String container) {

    /** {@code namespace/Kind/name/container}, as the audit log has it. */
    public String text() {
        return "%s/%s/%s/%s"
                .formatted(workload.namespace(), workload.kind(), workload.name(), container);
    }
}
