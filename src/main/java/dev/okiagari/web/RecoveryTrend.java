package dev.okiagari.web;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Spread;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a workload took to come back, over weeks.
 *
 * @param more whether there were more than were looked at: then the oldest are missing
 * @param points the newest first
 */
record RecoveryTrend(
        WorkloadRef workload, Instant from, Instant to, boolean more, List<RecoveryPoint> points) {

    RecoveryTrend {
        points =
                points.stream().sorted(Comparator.comparing(RecoveryPoint::at).reversed()).toList();
    }

    /**
     * A day in UTC on which it went.
     *
     * @param lost how often it was not seen to be ready again
     * @param spread null where it never was
     */
    record Day(LocalDate day, int times, int lost, @Nullable Spread spread) {}

    /** Those on which something was, the newest first. */
    List<Day> days() {
        TreeMap<LocalDate, List<RecoveryPoint>> days = new TreeMap<>(Comparator.reverseOrder());
        for (RecoveryPoint point : points) {
            LocalDate day = LocalDate.ofInstant(point.at(), ZoneOffset.UTC);
            days.computeIfAbsent(day, any -> new ArrayList<>()).add(point);
        }
        return days.entrySet().stream().map(day -> day(day.getKey(), day.getValue())).toList();
    }

    private static Day day(LocalDate day, List<RecoveryPoint> points) {
        return new Day(day, points.size(), lost(points), spread(points));
    }

    int lost() {
        return lost(points);
    }

    /** Null where it never came back. */
    @Nullable Spread spread() {
        return spread(points);
    }

    /** Of those since a time, or of those before it. */
    List<RecoveryPoint> measured(Instant at, boolean since) {
        return points.stream()
                .filter(point -> point.took() != null)
                .filter(point -> since != point.at().isBefore(at))
                .toList();
    }

    private static int lost(Collection<RecoveryPoint> points) {
        return (int) points.stream().filter(point -> point.took() == null).count();
    }

    static @Nullable Spread spread(Collection<RecoveryPoint> points) {
        return Spread.of(
                points.stream()
                        .filter(point -> point.took() != null)
                        .map(RecoveryPoint::seconds)
                        .toList());
    }
}
