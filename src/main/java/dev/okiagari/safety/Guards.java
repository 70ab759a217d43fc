package dev.okiagari.safety;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Every guard. They are asked just before the intent is stored, and for each button on a page. */
@Component
public class Guards {

    private final Cluster cluster;
    private final SafetyProperties properties;
    private final AllowedNamespaces allowed;
    private final NamespaceLabels labels;
    private final Ourselves ourselves;
    private final Halt halt;

    Guards(
            Cluster cluster,
            SafetyProperties properties,
            AllowedNamespaces allowed,
            NamespaceLabels labels,
            Ourselves ourselves,
            Halt halt) {
        this.cluster = cluster;
        this.properties = properties;
        this.allowed = allowed;
        this.labels = labels;
        this.ourselves = ourselves;
        this.halt = halt;
    }

    /**
     * Asks them all.
     *
     * @param confirmed the guards that a person has named
     * @return who refuses, the gravest first; empty when nobody does
     */
    public List<Refusal> refusals(Intention intention, Set<Guard> confirmed) {
        List<Refusal> refusals = new ArrayList<>();
        PodSnapshot pod = intention.pod();
        if (halt.state().halted()) {
            refusals.add(Refusal.of(Guard.HALTED));
        }
        place(pod.ref().namespace(), refusals);
        pod(intention, refusals);
        workload(intention, refusals);
        refusals.removeIf(
                refusal -> refusal.guard().isConfirmable() && confirmed.contains(refusal.guard()));
        return refusals;
    }

    private void place(String namespace, List<Refusal> refusals) {
        if (Patterns.anyMatches(properties.protectedNamespaces(), namespace)) {
            refusals.add(Refusal.of(Guard.PROTECTED_NAMESPACE, namespace));
        } else if (!Patterns.anyMatches(allowed.namespaces(), namespace)
                && !labels.allow(namespace)) {
            refusals.add(Refusal.of(Guard.NOT_ALLOWED_HERE, namespace));
        }
    }

    private void pod(Intention intention, List<Refusal> refusals) {
        PodSnapshot pod = intention.pod();
        if (ourselves.include(pod)) {
            refusals.add(Refusal.of(Guard.OURSELVES, pod.ref().name()));
        }
        if (pod.hostPid() && intention.byExec()) {
            refusals.add(Refusal.of(Guard.HOST_PROCESSES, pod.ref().name()));
        }
        if (pod.mirror() || isCritical(pod)) {
            refusals.add(Refusal.of(Guard.CRITICAL_POD, pod.ref().name()));
        }
        if (intention.isFinal()) {
            refusals.add(Refusal.of(Guard.FINAL, pod.ref().name()));
        }
    }

    private static boolean isCritical(PodSnapshot pod) {
        String priority = pod.priorityClass();
        return priority != null && priority.startsWith("system-") && priority.endsWith("-critical");
    }

    private void workload(Intention intention, List<Refusal> refusals) {
        if (intention.workloadBusy()) {
            refusals.add(Refusal.of(Guard.SAME_WORKLOAD, intention.pod().workload().name()));
        }
        if (intention.takesDown() && isLastReady(intention.pod())) {
            refusals.add(Refusal.of(Guard.LAST_READY_REPLICA, intention.pod().workload().name()));
        }
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
