package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.time.Duration;

/** How long something was, in one unit that is easily read. */
final class Lengths {

    private static final int TENTHS = 10;
    private static final int SECONDS = 120;
    private static final int MINUTES = 120;
    private static final int HOURS = 48;

    private Lengths() {}

    /** With tenths of a second where it is short. */
    static Message fine(double seconds) {
        return seconds < TENTHS
                ? Message.of("web.seconds", FaultView.seconds(seconds))
                : of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    static Message of(Duration length) {
        long seconds = Math.max(0, Math.round(length.toMillis() / 1000.0));
        if (seconds < SECONDS) {
            return Message.of("web.length.seconds", seconds);
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < MINUTES) {
            return Message.of("web.length.minutes", minutes);
        }
        long hours = Math.round(minutes / 60.0);
        return hours < HOURS
                ? Message.of("web.length.hours", hours)
                : Message.of("web.length.days", Math.round(hours / 24.0));
    }
}
