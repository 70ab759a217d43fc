package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.proof.ProofRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof as its form asks for it.
 *
 * @param change the dry run that was shown
 * @param pod whose container is to be hung first; empty for the first that is ready
 * @param confirm guards that the person has ticked
 */
record ProofForm(
        @Nullable UUID change, @Nullable String pod, @Nullable List<@Nullable String> confirm) {

    /**
     * What is wanted.
     *
     * @throws ApiProblem where it names no change
     */
    ProofRequest request() {
        return new ProofRequest(
                new ProofRequest.ById(shown()),
                pod == null || pod.isBlank() ? null : pod,
                Confirmed.guards(confirm));
    }

    /** With nothing ticked. */
    ProofForm unconfirmed() {
        return new ProofForm(change, pod, null);
    }

    UUID shown() {
        UUID named = change;
        if (named == null) {
            throw ApiProblem.badField("change", Message.of("web.proof.no-change"));
        }
        return named;
    }
}
