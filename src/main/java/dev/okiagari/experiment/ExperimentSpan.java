package dev.okiagari.experiment;

import dev.okiagari.cluster.WorkloadName;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Experiments of a range, for a timeline: the runs of a repeat, not the repeat; null asks for all.
 *
 * @param from inclusive
 * @param to exclusive
 * @param workload {@code Kind/name}, or a name of any kind
 */
public record ExperimentSpan(
        Instant from,
        Instant to,
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod) {

    /** What every id made at an instant or later is not before, as text. */
    static String idFrom(Instant at) {
        String millis = String.format(Locale.ROOT, "%012x", Math.max(0, at.toEpochMilli()));
        return millis.substring(0, 8) + "-" + millis.substring(8);
    }

    boolean includes(ExperimentMark mark) {
        return (namespace == null || namespace.equals(mark.workload().namespace()))
                && (pod == null || pod.equals(mark.pod()))
                && (workload == null || WorkloadName.of(workload).isOf(mark.workload()));
    }
}
