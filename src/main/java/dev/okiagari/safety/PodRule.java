package dev.okiagari.safety;

import dev.okiagari.cluster.PodSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pods that too much hangs on, and what would be lost for good. */
@Component
class PodRule implements Rule {

    private final Ourselves ourselves;

    PodRule(Ourselves ourselves) {
        this.ourselves = ourselves;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        List<Refusal> refusals = new ArrayList<>();
        PodSnapshot pod = intention.pod();
        String name = pod.ref().name();
        if (ourselves.include(pod)) {
            refusals.add(Refusal.of(Guard.OURSELVES, name));
        }
        if (pod.hostPid() && intention.byExec()) {
            refusals.add(Refusal.of(Guard.HOST_PROCESSES, name));
        }
        if (pod.mirror() || isCritical(pod)) {
            refusals.add(Refusal.of(Guard.CRITICAL_POD, name));
        }
        if (intention.isFinal()) {
            refusals.add(Refusal.of(Guard.FINAL, name));
        }
        return refusals;
    }

    private static boolean isCritical(PodSnapshot pod) {
        String priority = pod.priorityClass();
        return priority != null && priority.startsWith("system-") && priority.endsWith("-critical");
    }
}
