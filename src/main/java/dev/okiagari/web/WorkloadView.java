package dev.okiagari.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload with the first of its pods.
 *
 * @param id of its {@code tbody}
 * @param version changes when anything that its own row says does
 * @param probes those of its containers where all have the same; null where they differ
 * @param oldest when the oldest of its pods was made
 * @param hidden how many pods are not listed here
 * @param gone whether its last pod has just gone
 */
record WorkloadView(
        String id,
        String version,
        String kind,
        String name,
        String namespace,
        String href,
        int ready,
        int pods,
        boolean trouble,
        RestartsView restarts,
        @Nullable ProbesView probes,
        @Nullable Moment oldest,
        List<PodRow> rows,
        int hidden,
        boolean gone) {

    /** The same, after its last pod went: it stays where it is, so that nothing jumps. */
    WorkloadView asGone() {
        return new WorkloadView(
                id,
                version + "-gone",
                kind,
                name,
                namespace,
                href,
                0,
                0,
                false,
                restarts,
                probes,
                oldest,
                List.of(),
                0,
                true);
    }
}
