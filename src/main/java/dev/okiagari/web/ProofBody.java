package dev.okiagari.web;

import dev.okiagari.proof.ProofRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof as a script asks for it; everything in it may be missing or wrong.
 *
 * @param probe as its dry run was asked for
 * @param follows the dry run that is to be applied; else the newest of the same change is
 * @param pod whose container is to be hung first; else the first that is ready
 */
record ProofBody(
        ProbeChangeBody.@Nullable TargetBody target,
        @Nullable String type,
        ProbeChangeBody.@Nullable ProbeBody probe,
        @Nullable UUID follows,
        @Nullable String pod,
        @Nullable List<@Nullable String> confirm) {

    /**
     * What is wanted.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ProofRequest request() {
        ProofRequest.Shown shown =
                follows == null
                        ? new ProofRequest.ByRequest(
                                new ProbeChangeBody(target, type, probe, null, null, null)
                                        .request())
                        : new ProofRequest.ById(follows);
        return new ProofRequest(shown, pod, Confirmed.guards(confirm));
    }
}
