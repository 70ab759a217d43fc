package dev.okiagari.safety;

import dev.okiagari.cluster.PodSnapshot;

/**
 * What somebody wants to do to a pod, as far as guards ask.
 *
 * @param byExec whether it runs something in a container
 * @param isFinal whether what it ends would not come back
 * @param takesDown whether the pod stops serving for a while
 * @param workloadBusy whether another experiment runs on the same workload
 */
public record Intention(
        PodSnapshot pod,
        boolean byExec,
        boolean isFinal,
        boolean takesDown,
        boolean workloadBusy) {}
