package dev.okiagari.safety;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** One experiment at a time on a workload, and not on the last of its pods that serves. */
@Component
class WorkloadRule implements Rule {

    private final Cluster cluster;

    WorkloadRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        List<Refusal> refusals = new ArrayList<>();
        String workload = intention.pod().workload().name();
        if (intention.workloadBusy()) {
            refusals.add(Refusal.of(Guard.SAME_WORKLOAD, workload));
        }
        if (intention.takesDown() && isLastReady(intention.pod())) {
            refusals.add(Refusal.of(Guard.LAST_READY_REPLICA, workload));
        }
        return refusals;
    }

    /** The last of several. One that is alone by design is what the forecast is there to say. */
    private boolean isLastReady(PodSnapshot pod) {
        List<PodSnapshot> replicas =
                cluster.pods().stream()
                        .filter(other -> other.workload().equals(pod.workload()))
                        .filter(other -> !other.isDeleting() && !other.isOver())
                        .toList();
        return replicas.size() > 1
                && pod.ready()
                && replicas.stream().filter(PodSnapshot::ready).count() == 1;
    }
}
