package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Refused;
import dev.okiagari.safety.Refusal;
import org.springframework.http.HttpStatus;

/** Why an experiment was refused, as an answer to a request. */
final class Refusals {

    private Refusals() {}

    static ApiProblem problem(Refused refused) {
        return switch (refused) {
            case Refused.Gone(Message reason) -> ApiProblem.notFound(reason);
            case Refused.Changed(Message reason) -> ApiProblem.of(HttpStatus.CONFLICT, reason);
            case Refused.Invalid(String field, Message reason) ->
                    ApiProblem.badField(field, reason);
            case Refused.Guarded guarded -> guarded(guarded.refusals().getFirst());
            case Refused.Hopeless(var forecast) ->
                    ApiProblem.of(
                                    forecast.outcome() == Outcome.DENIED
                                            ? HttpStatus.FORBIDDEN
                                            : HttpStatus.CONFLICT,
                                    forecast.explanation())
                            .with("outcome", forecast.outcome().word());
            case Refused.Disconnected _ ->
                    ApiProblem.of(
                            HttpStatus.SERVICE_UNAVAILABLE, Message.of("api.problem.disconnected"));
        };
    }

    static ApiProblem guarded(Refusal refusal) {
        return ApiProblem.of(HttpStatus.CONFLICT, refusal.reason())
                .with("guard", refusal.guard().word())
                .with("confirmable", refusal.guard().isConfirmable());
    }
}
