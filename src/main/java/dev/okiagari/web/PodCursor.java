package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * After which pod a list goes on: opaque outside, and good only for the query that it came from.
 *
 * @param query what tells one query from another
 */
record PodCursor(int query, String namespace, String name) {

    static final Comparator<PodSnapshot> ORDER =
            Comparator.comparing((PodSnapshot pod) -> pod.ref().namespace())
                    .thenComparing(pod -> pod.ref().name());
    private static final int PARTS = 3;

    static PodCursor after(PodSnapshot pod, PodFilter filter) {
        return new PodCursor(filter.hashCode(), pod.ref().namespace(), pod.ref().name());
    }

    /** Empty where it is not a cursor of this query. */
    static Optional<PodCursor> read(String text, PodFilter filter) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = plain.split("/", -1);
            return parts.length == PARTS && parts[0].equals(Integer.toHexString(filter.hashCode()))
                    ? Optional.of(new PodCursor(filter.hashCode(), parts[1], parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        var plain = Integer.toHexString(query) + "/" + namespace + "/" + name;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    boolean isBefore(PodSnapshot pod) {
        var byNamespace = namespace.compareTo(pod.ref().namespace());
        return byNamespace < 0 || (byNamespace == 0 && name.compareTo(pod.ref().name()) < 0);
    }
}
