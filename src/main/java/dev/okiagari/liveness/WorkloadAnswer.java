package dev.okiagari.liveness;

import java.util.List;

/** What an API server made of a look at a workload, or of a patch. */
sealed interface WorkloadAnswer {

    /** The workload as it is, or as it is from now on. */
    record Here(Workload workload) implements WorkloadAnswer {}

    /** There is none of that name, or the server knows no such kind. */
    record Gone(String message) implements WorkloadAnswer {}

    /** The cluster forbids it. */
    record Denied(String message) implements WorkloadAnswer {}

    /**
     * It is no longer what was shown; or the server says no more than that a patch does not fit.
     */
    record Changed(String message) implements WorkloadAnswer {}

    /** Values that it does not take; at least one. */
    record Invalid(List<Cause> causes) implements WorkloadAnswer {}

    /** It refuses for another reason, and nothing was changed. */
    record Refused(int code, String message) implements WorkloadAnswer {}

    /** No answer, or one of a server in trouble: what was sent may have arrived. */
    record Unknown(String message) implements WorkloadAnswer {}

    /**
     * A field that does not hold what it may.
     *
     * @param field as the server writes it: {@code
     *     spec.template.spec.containers[0].livenessProbe.periodSeconds}
     */
    record Cause(String field, String message) {}
}
