package dev.okiagari.safety;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A PodDisruptionBudget.
 *
 * @param selector null selects nothing
 * @param emptySelectsAll what an empty selector does: all since policy/v1, none before
 * @param isCounted whether its numbers are those of its newest definition
 * @param allowed how many more of its pods may be disrupted now
 * @param needed how many must be healthy
 * @param healthy how many are
 */
record Budget(
        String name,
        @Nullable LabelSelector selector,
        boolean emptySelectsAll,
        boolean isCounted,
        int allowed,
        int needed,
        int healthy) {

    static Budget of(io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget budget) {
        var status = budget.getStatus();
        return of(
                budget.getMetadata(),
                budget.getSpec() == null ? null : budget.getSpec().getSelector(),
                true,
                status == null ? null : status.getObservedGeneration(),
                status == null ? null : status.getDisruptionsAllowed(),
                status == null ? null : status.getDesiredHealthy(),
                status == null ? null : status.getCurrentHealthy());
    }

    static Budget of(io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget budget) {
        var status = budget.getStatus();
        return of(
                budget.getMetadata(),
                budget.getSpec() == null ? null : budget.getSpec().getSelector(),
                false,
                status == null ? null : status.getObservedGeneration(),
                status == null ? null : status.getDisruptionsAllowed(),
                status == null ? null : status.getDesiredHealthy(),
                status == null ? null : status.getCurrentHealthy());
    }

    private static Budget of(
            ObjectMeta meta,
            @Nullable LabelSelector selector,
            boolean emptySelectsAll,
            @Nullable Long observed,
            @Nullable Integer allowed,
            @Nullable Integer needed,
            @Nullable Integer healthy) {
        return new Budget(
                meta.getName(),
                selector,
                emptySelectsAll,
                allowed != null && isNewest(observed, meta.getGeneration()),
                number(allowed),
                number(needed),
                number(healthy));
    }

    boolean selects(Map<String, String> labels) {
        if (selector == null || (Selector.isEmpty(selector) && !emptySelectsAll)) {
            return false;
        }
        return Selector.matches(selector, labels);
    }

    boolean forbids() {
        return !isCounted || allowed < 1;
    }

    /** A server that counts no generations counts at once. */
    private static boolean isNewest(@Nullable Long observed, @Nullable Long generation) {
        return observed == null || generation == null || observed >= generation;
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }
}
