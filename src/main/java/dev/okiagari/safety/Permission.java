package dev.okiagari.safety;

import dev.okiagari.cluster.Message;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster lets us do something.
 *
 * @param namespace null for all namespaces, or for what has none
 * @param resource with its subresource: {@code pods/exec}
 * @param disables what does not work without it; null where it is allowed
 */
public record Permission(
        @Nullable String namespace,
        String verb,
        String resource,
        State state,
        @Nullable Message disables) {

    /** What the cluster says. */
    public enum State {
        ALLOWED,
        DENIED,
        /** It did not say. */
        UNKNOWN
    }
}
