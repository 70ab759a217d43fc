package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Refused;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.proof.ProofRefused;
import org.springframework.http.HttpStatus;

/** Why a proof was refused, as an answer to a request. */
final class ProofProblems {

    private ProofProblems() {}

    static ApiProblem problem(ProofRefused refused) {
        return switch (refused) {
            case ProofRefused.Pointless(Message reason) ->
                    ApiProblem.of(HttpStatus.CONFLICT, reason);
            case ProofRefused.NotHung(Refused why) -> Refusals.problem(why);
            case ProofRefused.NotChanged(ChangeResult why) -> ChangeProblems.problem(why);
        };
    }
}
