package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Estimate;
import dev.okiagari.experiment.Repeat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long a fault would take if it were repeated, for a page and for its script. */
record RepeatView(Estimate estimate) {

    /** What a page offers with one click, and tells of before anybody has chosen. */
    static final int OFFERED = 10;

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** Up to here, a smaller unit is read more easily than a fraction of the next. */
    private static final double MANY = 1.5;

    /** Of one run in seconds. */
    public String run() {
        return FaultView.seconds(estimate.run());
    }

    /** What is waited for before each recovery in seconds; empty where nothing is held back. */
    public String waits() {
        return (estimate.heldBack() ? Estimate.BACK_OFF : List.<Integer>of())
                .stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    public long settled() {
        return Estimate.FORGOTTEN.toSeconds();
    }

    /** What the form asks for; ten times where it asks for once. */
    public Message takes(@Nullable FaultForm form) {
        int times = form == null || form.wanted() < 2 ? OFFERED : form.wanted();
        Repeat.Spacing spacing =
                form != null && form.isSettled() ? Repeat.Spacing.SETTLED : Repeat.Spacing.READY;
        return takes(times, estimate.seconds(new Repeat(times, spacing)));
    }

    private static Message takes(int times, double seconds) {
        if (seconds < MANY * MINUTE) {
            return Message.of("web.repeat.takes.seconds", times, Math.round(seconds));
        }
        return seconds < MANY * HOUR
                ? Message.of("web.repeat.takes.minutes", times, Math.round(seconds / MINUTE))
                : Message.of(
                        "web.repeat.takes.hours",
                        times,
                        String.format(Locale.ROOT, "%.1f", seconds / HOUR));
    }
}
