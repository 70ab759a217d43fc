package dev.okiagari.safety;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do to a pod, as far as guards ask.
 *
 * @param container null for the whole pod
 * @param byExec whether it runs something in a container
 * @param byEviction whether the cluster itself asks its disruption budgets
 * @param isFinal whether what it ends would not come back
 * @param takesDown whether the pod stops serving for a while
 * @param workloadBusy whether another experiment runs on the same workload
 * @param running the pods of all experiments that run now, one each
 */
public record Intention(
        PodSnapshot pod,
        @Nullable String container,
        boolean byExec,
        boolean byEviction,
        boolean isFinal,
        boolean takesDown,
        boolean workloadBusy,
        List<PodRef> running) {

    public Intention {
        running = List.copyOf(running);
    }
}
