package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.Gap;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of restarts: a restart, or a gap in what is known. One of the two is null.
 *
 * @param at by which lines are in order
 */
record PastLine(Instant at, @Nullable RestartView restart, @Nullable GapLine gap) {

    /** What is not known of a stretch of time, hatched between the restarts that are. */
    record GapLine(Moment from, Moment to, String scope, Message text) {}

    static PastLine of(RestartView restart) {
        return new PastLine(Instant.parse(restart.at().iso()), restart, null);
    }

    private static PastLine of(Gap gap) {
        return new PastLine(
                gap.to(),
                null,
                new GapLine(
                        Moment.at(gap.from()),
                        Moment.at(gap.to()),
                        gap.scope().text(),
                        gap.text()));
    }

    /** Both in order, the newest first. */
    static List<PastLine> together(List<RestartView> restarts, List<Gap> gaps) {
        return Stream.concat(restarts.stream().map(PastLine::of), gaps.stream().map(PastLine::of))
                .sorted(Comparator.comparing(PastLine::at).reversed())
                .toList();
    }
}
