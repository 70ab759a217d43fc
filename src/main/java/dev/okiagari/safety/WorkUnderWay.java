package dev.okiagari.safety;

import dev.okiagari.cluster.WorkloadRef;

/** Something that is being tried on workloads, told to those who would get in its way. */
public interface WorkUnderWay {

    boolean isOn(WorkloadRef workload);
}
