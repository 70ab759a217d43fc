package dev.okiagari.proof;

import dev.okiagari.liveness.ProbeRequest;
import dev.okiagari.safety.Guard;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants proven.
 *
 * @param shown the dry run of the change, or what was asked for by it
 * @param pod whose container is to be hung first, by its name; null for the first that is ready
 * @param confirmed guards that the person has named
 */
public record ProofRequest(Shown shown, @Nullable String pod, Set<Guard> confirmed) {

    public ProofRequest {
        confirmed = Set.copyOf(confirmed);
    }

    /** Which change it is about. */
    public sealed interface Shown {}

    /** The one that has this id. */
    public record ById(UUID change) implements Shown {}

    /** The newest dry run of the very same, by the same person. */
    public record ByRequest(ProbeRequest request) implements Shown {}
}
