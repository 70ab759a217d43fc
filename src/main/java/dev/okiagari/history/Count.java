package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the count of an event was heard. What tells one count from another is what the kubelet
 * folds by: pod, container and message; the event object itself is made anew after its time to
 * live, with the count going on.
 *
 * @param firstAt when the series began: a later one is a count that started anew
 */
record Count(
        String key,
        String podUid,
        @Nullable String container,
        EventKind kind,
        Instant firstAt,
        Instant lastAt,
        int total) {

    static Count of(EventKind kind, KubeEvent event) {
        String uid = Objects.requireNonNull(event.involvedUid());
        boolean combined = event.message().startsWith(EventKind.COMBINED);
        String key =
                String.join(
                        "\n",
                        uid,
                        combined || event.container() == null ? "" : event.container(),
                        event.reason(),
                        combined ? EventKind.COMBINED : event.message());
        return new Count(
                digest(key),
                uid,
                event.container(),
                kind,
                event.firstAt(),
                event.lastAt(),
                Math.max(1, event.count()));
    }

    /** How many are new since what was heard before. Never negative; an old message is no news. */
    int since(@Nullable Count before) {
        if (before == null || firstAt.isAfter(before.firstAt)) {
            return total;
        }
        return firstAt.equals(before.firstAt) ? Math.max(0, total - before.total) : 0;
    }

    /** Where the new ones lie: after what was heard of this series, or from its beginning. */
    Instant from(@Nullable Count before) {
        return before == null || !firstAt.equals(before.firstAt) ? firstAt : before.lastAt;
    }

    boolean isAbout(String name) {
        return container == null || container.equals(name);
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
