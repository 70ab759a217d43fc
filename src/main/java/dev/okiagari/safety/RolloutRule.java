package dev.okiagari.safety;

import dev.okiagari.cluster.WorkloadRef;
import java.util.List;
import org.springframework.stereotype.Component;

/** While a workload rolls out, nobody can tell its restarts from ours. */
@Component
class RolloutRule implements Rule {

    private final Rollouts rollouts;

    RolloutRule(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public boolean asksTheCluster() {
        return true;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        WorkloadRef workload = intention.pod().workload();
        return switch (rollouts.of(workload)) {
            case Fact.Known<Rollout>(Rollout rollout) when rollout.isUnderWay() ->
                    List.of(refusal(workload, rollout));
            case Fact.Known<Rollout> _, Fact.Hidden<Rollout> _ -> List.of();
            case Fact.Unknown<Rollout>(String why) ->
                    List.of(Refusal.because(Guard.ROLLOUT_IN_PROGRESS, "unchecked", why));
        };
    }

    private static Refusal refusal(WorkloadRef workload, Rollout rollout) {
        return rollout.isTakenUp()
                ? Refusal.of(
                        Guard.ROLLOUT_IN_PROGRESS,
                        workload.kind(),
                        workload.name(),
                        rollout.updated(),
                        rollout.wanted(),
                        rollout.old())
                : Refusal.because(
                        Guard.ROLLOUT_IN_PROGRESS,
                        "untaken",
                        workload.kind(),
                        workload.name(),
                        rollout.generation(),
                        rollout.observed());
    }
}
