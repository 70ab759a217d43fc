package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices when our clock is set back: the times that it gave already come again, so what lies
 * between them by our clock cannot be put in order. Of one thread.
 */
final class Chronology {

    /** Several threads tell what they saw, and the times of neighbours may be swapped. */
    private static final Duration SWAPPED = Duration.ofSeconds(1);

    private @Nullable Instant latest;

    /** What an observation at this instant says about our clock. */
    List<Fact> at(Instant now) {
        Instant before = latest;
        boolean back = before != null && now.isBefore(before.minus(SWAPPED));
        latest = before == null || back || now.isAfter(before) ? now : before;
        return before == null || !back ? List.of() : List.of(stepped(now, before));
    }

    private static Fact stepped(Instant from, Instant to) {
        return new Fact.GapSeen(
                GapReason.CLOCK_STEPPED.text() + "|" + from + "|" + to,
                from,
                to,
                Gap.Scope.CLUSTER,
                GapReason.CLOCK_STEPPED,
                null,
                Message.of(
                        "history.gap.clock-stepped",
                        String.valueOf(Duration.between(from, to).toSeconds())));
    }
}
