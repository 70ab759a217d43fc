package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Probe failures as events told them, kept as "at least" until a count has them.
 *
 * @param container null where it is not known, or where several are told of as one
 * @param eventKey with {@code seriesAt} and {@code total} what tells its row from every other
 */
record Heard(
        String podUid,
        @Nullable String container,
        ProbeType probe,
        Instant from,
        Instant to,
        int failures,
        String message,
        String eventKey,
        Instant seriesAt,
        int total) {

    /** Similar events are told as one, whichever container and probe they are of. */
    Heard {
        container = message.startsWith(EventKind.COMBINED) ? null : container;
    }

    static Heard of(Fact.ProbeFailed failed) {
        Count count = failed.count();
        return new Heard(
                count.podUid(),
                count.container(),
                failed.probe(),
                failed.from(),
                count.lastAt(),
                failed.failures(),
                failed.event().message(),
                count.key(),
                count.firstAt(),
                count.total());
    }

    /** Whether it may be of this probe. */
    boolean mayBe(ProbeKey key) {
        return container == null || isOf(key);
    }

    boolean isOf(ProbeKey key) {
        return key.probe() == probe && key.container().equals(container);
    }
}
