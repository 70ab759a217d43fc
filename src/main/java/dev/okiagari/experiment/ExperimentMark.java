package dev.okiagari.experiment;

import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as far as a timeline shows it.
 *
 * @param at when it was asked for
 * @param container null where it was aimed at a pod
 * @param fault in the words of {@link Fault#label}
 * @param outcome the API's word; null while it runs, and where it was cut off
 * @param recovery how long it took until all was good again, in seconds; null where that is not
 *     known
 */
public record ExperimentMark(
        String id,
        Instant at,
        WorkloadRef workload,
        String pod,
        @Nullable String container,
        String fault,
        @Nullable String outcome,
        @Nullable Double recovery) {

    ExperimentMark(
            String id,
            Instant at,
            String namespace,
            String kind,
            String workload,
            String pod,
            @Nullable String container,
            String fault,
            @Nullable String outcome,
            @Nullable Double recovery) {
        this(
                id,
                at,
                new WorkloadRef(namespace, kind, workload),
                pod,
                container,
                fault,
                outcome,
                recovery);
    }
}
