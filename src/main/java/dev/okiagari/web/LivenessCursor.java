package dev.okiagari.web;

import dev.okiagari.liveness.Covered;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * After which container a list goes on: opaque outside, and good only for the query that it came
 * from.
 *
 * @param query what tells one query from another
 */
record LivenessCursor(int query, String namespace, String workload, String kind, String container) {

    private static final Comparator<LivenessCursor> ORDER =
            Comparator.comparing(LivenessCursor::namespace)
                    .thenComparing(LivenessCursor::workload)
                    .thenComparing(LivenessCursor::kind)
                    .thenComparing(LivenessCursor::container);
    private static final int PARTS = 5;

    static LivenessCursor after(Covered covered, LivenessFilter filter) {
        return new LivenessCursor(
                filter.hashCode(),
                covered.workload().namespace(),
                covered.workload().name(),
                covered.workload().kind(),
                covered.container());
    }

    /** Empty where it is not a cursor of this query. */
    static Optional<LivenessCursor> read(String text, LivenessFilter filter) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = plain.split("/", -1);
            return parts.length == PARTS && parts[0].equals(Integer.toHexString(filter.hashCode()))
                    ? Optional.of(
                            new LivenessCursor(
                                    filter.hashCode(), parts[1], parts[2], parts[3], parts[4]))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        var plain =
                String.join("/", Integer.toHexString(query), namespace, workload, kind, container);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    boolean isBefore(Covered covered, LivenessFilter filter) {
        return ORDER.compare(this, after(covered, filter)) < 0;
    }
}
