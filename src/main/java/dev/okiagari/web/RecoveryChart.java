package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Recoveries as a picture: time across, in percents; upwards how long they took, in pixels, each
 * ten times as long as high again, since seconds and hours are seen side by side.
 *
 * @param lost where those are that were not seen to end
 */
record RecoveryChart(
        List<Level> levels, List<Week> weeks, List<Bar> bars, List<Dot> dots, boolean lost) {

    private static final int TOP = 30;
    private static final int BOTTOM = 150;
    private static final int LOST = 12;
    private static final double SHORTEST = 0.5;
    private static final double LEAST = 20;
    private static final double[] LEVELS = {1, 10, 60, 600, 3600, 6 * 3600, 86_400};
    private static final int WEEK = 7;
    private static final double WHOLE = 100;

    /** On the narrowest screen a written day needs so much of the width. */
    private static final double NEAR = 8;

    RecoveryChart {
        levels = List.copyOf(levels);
        weeks = List.copyOf(weeks);
        bars = List.copyOf(bars);
        dots = List.copyOf(dots);
    }

    /** A length of time, as high as it is. */
    record Level(int y, Message length) {}

    /**
     * A day that is written on the axis.
     *
     * @param side whether it is written to the {@code start} or {@code end} of its place, where an
     *     edge is near; empty where it is around it
     */
    record Week(String x, String day, String side) {}

    /** A day's median, as wide as the day, and its worst. */
    record Bar(String from, String to, String middle, int median, int worst) {}

    /**
     * A recovery.
     *
     * @param took null where it was not seen
     */
    record Dot(
            String x,
            int y,
            Mark mark,
            Message label,
            Moment at,
            @Nullable Message took,
            String href) {}

    static RecoveryChart of(RecoveryTrend trend) {
        Axis axis = new Axis(trend.from(), trend.from(), trend.to());
        Spread all = trend.spread();
        double longest = Math.max(LEAST, all == null ? 0 : all.worst() * 1.2);
        return new RecoveryChart(
                levels(longest),
                weeks(axis),
                trend.days().stream().flatMap(day -> bar(day, axis, longest).stream()).toList(),
                dots(trend, axis, longest),
                trend.lost() > 0);
    }

    /** Those that it has, each once. */
    public List<Mark> marks() {
        return dots.stream().map(Dot::mark).distinct().sorted().toList();
    }

    private static List<Level> levels(double longest) {
        return java.util.Arrays.stream(LEVELS)
                .filter(seconds -> seconds <= longest)
                .mapToObj(seconds ->
                        new Level(
                                y(seconds, longest),
                                Lengths.of(Duration.ofSeconds((long) seconds))))
                .toList();
    }

    /** The days before the end that are whole weeks from it. */
    private static List<Week> weeks(Axis axis) {
        LocalDate last = LocalDate.ofInstant(axis.to(), ZoneOffset.UTC);
        return IntStream.iterate(0, days -> days + WEEK)
                .mapToObj(last::minusDays)
                .takeWhile(day -> start(day).isAfter(axis.from()))
                .map(day -> week(axis.place(start(day)), day))
                .toList();
    }

    private static Week week(String x, LocalDate day) {
        double place = Double.parseDouble(x);
        String side = place < NEAR ? "start" : place > WHOLE - NEAR ? "end" : "";
        return new Week(x, day.toString().substring(5), side);
    }

    private static List<Bar> bar(RecoveryTrend.Day day, Axis axis, double longest) {
        Spread spread = day.spread();
        if (spread == null) {
            return List.of();
        }
        Instant from = start(day.day());
        return List.of(
                new Bar(
                        axis.place(from),
                        axis.place(from.plus(Duration.ofDays(1))),
                        axis.place(from.plus(Duration.ofHours(12))),
                        y(spread.median(), longest),
                        y(spread.worst(), longest)));
    }

    /** Of those that would lie on each other, the newest. */
    private static List<Dot> dots(RecoveryTrend trend, Axis axis, double longest) {
        Set<String> places = new HashSet<>();
        List<Dot> dots = new ArrayList<>();
        for (RecoveryPoint point : trend.points()) {
            double x = Double.parseDouble(axis.place(point.at()));
            int y = point.took() == null ? LOST : y(point.seconds(), longest);
            String place =
                    String.format(Locale.ROOT, "%.0f/%d/%s", x * 2, y / 4, point.mark().id());
            if (places.add(place)) {
                dots.add(dot(trend, point, axis.place(point.at()), y));
            }
        }
        return dots.reversed();
    }

    private static Dot dot(RecoveryTrend trend, RecoveryPoint point, String x, int y) {
        return new Dot(
                x,
                y,
                point.mark(),
                point.label(),
                Moment.at(point.at()),
                point.took() == null ? null : Lengths.fine(point.seconds()),
                RecoveryView.href(trend.workload(), point));
    }

    private static int y(double seconds, double longest) {
        double share =
                Math.log(Math.max(SHORTEST, seconds) / SHORTEST) / Math.log(longest / SHORTEST);
        return (int) Math.round(BOTTOM - share * (BOTTOM - TOP));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
