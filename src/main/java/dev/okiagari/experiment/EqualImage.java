package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerSnapshot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another way to name the very image that a container runs: the kubelet restarts a container whose
 * reference has changed, and the digest keeps it the same.
 */
final class EqualImage {

    /** As a node tells it, with or without a scheme: {@code docker.io/library/web@sha256:…}. */
    private static final Pattern DIGESTED =
            Pattern.compile("^(?:[a-z-]+://)?([^@\\s]+)@(sha256:[0-9a-f]{64})$");

    /** In front of a digest a tag says nothing. */
    private static final String TAG = ":okiagari";

    private EqualImage() {}

    /** Empty where the node knows the image by nothing that could be asked for again. */
    static Optional<String> of(ContainerSnapshot container) {
        return of(container.imageId(), container.image());
    }

    /**
     * @param imageId what the node says that it runs
     * @param image what the specification names
     */
    static Optional<String> of(@Nullable String imageId, String image) {
        return Optional.ofNullable(imageId)
                .map(DIGESTED::matcher)
                .filter(Matcher::matches)
                .map(parts -> other(parts.group(1), parts.group(2), image));
    }

    private static String other(String name, String digest, String now) {
        String plain = name + "@" + digest;
        return now.equals(plain) ? name + TAG + "@" + digest : plain;
    }
}
