package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which revision each workload has come to. */
final class Rollouts {

    private final Map<WorkloadRef, Deployed> deployed = new HashMap<>();

    /** One that was under way when another process looked last. */
    void resume(KnownRollout open) {
        deployed.put(open.workload(), new Deployed(open.revision(), open.from(), open));
    }

    /** What another process knew of its pods is where a workload has come to. */
    void begin(WorkloadRef workload, Collection<KnownPod> pods, Instant at) {
        if (!deployed.containsKey(workload)) {
            // what had come about by then was told then
            keep(workload, withoutRollout(Deployed.look(null, pods, at).now()));
        }
    }

    List<Fact> look(WorkloadRef workload, Collection<KnownPod> pods, Instant at) {
        Deployed.Step step = Deployed.look(deployed.get(workload), pods, at);
        keep(workload, step.now());
        return step.facts();
    }

    /** What has no pods any more, not even ended ones, is over. */
    void forgetAllBut(Collection<WorkloadRef> known) {
        deployed.keySet().retainAll(Set.copyOf(known));
    }

    private void keep(WorkloadRef workload, @Nullable Deployed now) {
        if (now != null) {
            deployed.put(workload, now);
        }
    }

    private static @Nullable Deployed withoutRollout(@Nullable Deployed now) {
        return now == null ? null : new Deployed(now.revision(), now.since(), null);
    }
}
