package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.safety.Refusal;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Why a change of a probe was refused, as an answer to a request. */
final class ChangeProblems {

    private ChangeProblems() {}

    static ApiProblem problem(ChangeResult refused) {
        return switch (refused) {
            case ChangeResult.Made made ->
                    throw new IllegalArgumentException("not refused: " + made.change().id());
            case ChangeResult.Gone(Message reason) -> ApiProblem.notFound(reason);
            case ChangeResult.Changed(Message reason) -> ApiProblem.of(HttpStatus.CONFLICT, reason);
            case ChangeResult.Invalid(List<ChangeResult.Fault> faults) ->
                    ApiProblem.badFields(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            faults.stream()
                                    .map(fault ->
                                            new ApiProblem.Field(fault.field(), fault.reason()))
                                    .toList());
            case ChangeResult.Guarded(List<Refusal> refusals) ->
                    Refusals.guarded(refusals.getFirst());
            case ChangeResult.Denied(Message reason, List<String> lacks) ->
                    ApiProblem.of(HttpStatus.FORBIDDEN, reason).with("missingPermissions", lacks);
            case ChangeResult.Unreachable(Message reason) ->
                    ApiProblem.of(HttpStatus.SERVICE_UNAVAILABLE, reason);
        };
    }
}
