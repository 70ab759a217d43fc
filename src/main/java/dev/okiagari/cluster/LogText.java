package dev.okiagari.cluster;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log.
 *
 * @param text without the times of its lines, secrets masked
 * @param whose whether it is the log of the run that was meant
 */
record LogText(String text, Whose whose) {

    /**
     * The cluster tells of an end in whole seconds, cut; a last line takes a moment to be written.
     */
    private static final Duration CUT = Duration.ofMillis(1200);

    /** No time is longer than this. */
    private static final int LONGEST = 40;

    /** What the times of its lines prove: a log is of one run. */
    enum Whose {
        /** A line is of before the second in which the run ended. */
        OWN,
        /** The next run may have begun in the second of the end: times do not tell. */
        UNTOLD,
        /** No line is of its time. */
        OTHERS
    }

    /**
     * @param log each line of it with the runtime's time before it
     * @param started of the run that is meant; null where that is not known
     */
    static LogText of(String log, @Nullable Instant started, @Nullable Instant finished) {
        List<String> lines = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (String line : log.split("\n", -1)) {
            Instant at = time(line);
            lines.add(at == null ? line : line.substring(line.indexOf(' ') + 1));
            if (at != null) {
                times.add(at);
            }
        }
        Whose whose = log.isEmpty() ? Whose.UNTOLD : whose(times, started, finished);
        return new LogText(SecretsInText.mask(String.join("\n", lines)), whose);
    }

    private static Whose whose(
            Collection<Instant> times, @Nullable Instant started, @Nullable Instant finished) {
        List<Instant> after =
                times.stream().filter(at -> started == null || !at.isBefore(started)).toList();
        if (finished == null) {
            return after.isEmpty() ? Whose.OTHERS : Whose.UNTOLD;
        }
        if (after.stream().anyMatch(at -> at.isBefore(finished))) {
            return Whose.OWN;
        }
        return after.stream().anyMatch(at -> at.isBefore(finished.plus(CUT)))
                ? Whose.UNTOLD
                : Whose.OTHERS;
    }

    private static @Nullable Instant time(String line) {
        int space = line.indexOf(' ');
        if (space < 0 || space > LONGEST) {
            return null;
        }
        try {
            return OffsetDateTime.parse(line.substring(0, space)).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
