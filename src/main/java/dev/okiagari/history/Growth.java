package dev.okiagari.history;

import java.time.Instant;

/** A counter of the kubelet at two looks. */
record Growth(ProbeKey key, Total before, Total now) {

    int failures() {
        return before.failuresTo(now);
    }

    int unknowns() {
        return before.unknownsTo(now);
    }

    Fact.ProbeCounted failed(KnownPod pod, Extent extent) {
        return fact(pod, extent, failures(), false);
    }

    /** What the kubelet could not decide. */
    Fact.ProbeCounted discarded(KnownPod pod, Instant from, Instant to) {
        return fact(pod, new Extent(from, to, ""), unknowns(), true);
    }

    private Fact.ProbeCounted fact(KnownPod pod, Extent extent, int count, boolean discarded) {
        return new Fact.ProbeCounted(
                pod.ref(),
                pod.workload(),
                key,
                extent.from(),
                extent.to(),
                count,
                !before.isBefore(now),
                discarded,
                extent.message(),
                now);
    }
}
