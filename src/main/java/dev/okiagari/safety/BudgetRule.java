package dev.okiagari.safety;

import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A disruption budget counts for whatever takes a healthy pod down, though the API server asks it
 * for an eviction only. Then the API server's own no is the better one, and this says nothing.
 */
@Component
class BudgetRule implements Rule {

    private final Budgets budgets;

    BudgetRule(Budgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public boolean asksTheCluster() {
        return true;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        PodSnapshot pod = intention.pod();
        if (!intention.takesDown() || intention.byEviction() || !pod.ready()) {
            return List.of();
        }
        return switch (budgets.of(pod.ref())) {
            case Fact.Known<List<Budget>>(List<Budget> selecting) ->
                    selecting.stream()
                            .filter(Budget::forbids)
                            .findFirst()
                            .map(BudgetRule::refusal)
                            .stream()
                            .toList();
            case Fact.Hidden<List<Budget>> _ -> List.of();
            case Fact.Unknown<List<Budget>>(String why) ->
                    List.of(Refusal.because(Guard.DISRUPTION_BUDGET, "unchecked", why));
        };
    }

    private static Refusal refusal(Budget budget) {
        return budget.isCounted()
                ? Refusal.of(
                        Guard.DISRUPTION_BUDGET, budget.name(), budget.needed(), budget.healthy())
                : Refusal.because(Guard.DISRUPTION_BUDGET, "uncounted", budget.name());
    }
}
