package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which something happened that we do not know, or could not see.
 *
 * @param missed how many restarts are known to be missing; null where that is not known
 * @param text what is missing, in a sentence
 */
public record Gap(
        String id,
        Instant from,
        Instant to,
        Scope scope,
        GapReason reason,
        @Nullable Integer missed,
        Message text) {

    /** What a gap is about: a container, a pod, a namespace, or (all null) the whole cluster. */
    public record Scope(
            @Nullable String namespace,
            @Nullable String pod,
            @Nullable String podUid,
            @Nullable String container) {

        public static final Scope CLUSTER = new Scope(null, null, null, null);

        /** {@code namespace/pod/container}, as far as it goes; {@code *} for all. */
        public String text() {
            return namespace == null
                    ? "*"
                    : Stream.of(namespace, pod, container)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("/"));
        }
    }
}
