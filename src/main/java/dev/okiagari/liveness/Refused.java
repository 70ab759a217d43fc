package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import java.util.List;

/** What is told where an API server did not do what it was asked for. */
final class Refused {

    private Refused() {}

    /**
     * @param verb what was asked for: {@code get} or {@code patch}
     */
    static ChangeResult by(WorkloadAnswer answer, WorkloadRef workload, String verb) {
        return switch (answer) {
            case WorkloadAnswer.Here _ -> throw new IllegalArgumentException("not refused");
            case WorkloadAnswer.Gone _ -> gone(workload);
            case WorkloadAnswer.Denied(String message) ->
                    new ChangeResult.Denied(
                            message("denied", message), List.of(permission(workload, verb)));
            case WorkloadAnswer.Changed(String message) ->
                    new ChangeResult.Changed(message("changed", workload.name(), message));
            case WorkloadAnswer.Invalid(List<WorkloadAnswer.Cause> causes) ->
                    new ChangeResult.Invalid(causes.stream().map(Refused::fault).toList());
            case WorkloadAnswer.Refused(int code, String message) when code == 0 ->
                    new ChangeResult.Unreachable(message("unreachable", message));
            case WorkloadAnswer.Refused(_, String message) ->
                    invalid("probe", message("server-says", message));
            case WorkloadAnswer.Unknown(String message) ->
                    new ChangeResult.Unreachable(message("unreachable", message));
        };
    }

    static ChangeResult gone(WorkloadRef workload) {
        return new ChangeResult.Gone(
                message("no-workload", workload.kind(), workload.name(), workload.namespace()));
    }

    static ChangeResult invalid(String field, Message reason) {
        return new ChangeResult.Invalid(List.of(new ChangeResult.Fault(field, reason)));
    }

    /** {@code patch deployments}. */
    static String permission(WorkloadRef workload, String verb) {
        return verb
                + " "
                + WorkloadKind.of(workload.kind())
                        .map(WorkloadKind::resource)
                        .orElse(workload.kind());
    }

    static Message message(String which, Object... facts) {
        return Message.of("liveness.change." + which, facts);
    }

    private static ChangeResult.Fault fault(WorkloadAnswer.Cause cause) {
        return new ChangeResult.Fault(
                FieldNames.of(cause.field()), message("server-says", cause.message()));
    }
}
