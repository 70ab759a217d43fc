package dev.okiagari.liveness;

import dev.okiagari.cluster.WorkloadRef;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of a workload, in all its pods.
 *
 * @param variants as its pods define it: the newest pod's first, and before others during a
 *     rollout; never empty
 * @param worst that any of its pods shows; null where there is nothing to advise
 */
public record Covered(
        WorkloadRef workload, String container, List<Variant> variants, @Nullable Severity worst) {

    /** The same at each look. */
    public static final Comparator<Covered> BY_NAME =
            Comparator.comparing((Covered one) -> one.workload().namespace())
                    .thenComparing(one -> one.workload().name())
                    .thenComparing(one -> one.workload().kind())
                    .thenComparing(Covered::container);

    /** What matters most first. */
    public static final Comparator<Covered> BY_RISK =
            Comparator.comparing(
                            Covered::worst,
                            Comparator.nullsLast(Comparator.<Severity>naturalOrder()))
                    .thenComparingInt(one -> -one.current().findings().size())
                    .thenComparing(BY_NAME);

    public Covered {
        variants = List.copyOf(variants);
    }

    static Covered of(WorkloadRef workload, String container, List<Variant> variants) {
        return new Covered(
                workload,
                container,
                variants,
                variants.stream()
                        .flatMap(variant -> variant.findings().stream())
                        .map(Finding::severity)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** What pods that are made now have. */
    public Variant current() {
        return variants.getFirst();
    }

    /** What other pods still have. */
    public List<Variant> others() {
        return variants.subList(1, variants.size());
    }

    public int pods() {
        return variants.stream().mapToInt(Variant::pods).sum();
    }

    /** Whether any of its pods shows it. */
    public boolean shows(Rule rule) {
        return variants.stream()
                .flatMap(variant -> variant.findings().stream())
                .anyMatch(finding -> finding.rule() == rule);
    }
}
