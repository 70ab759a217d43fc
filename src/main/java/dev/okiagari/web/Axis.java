package dev.okiagari.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of time; places on it are percents of its length.
 *
 * @param zero what its ticks count from
 */
record Axis(Instant from, Instant zero, Instant to) {

    private static final double WHOLE = 100;
    private static final int MOST_TICKS = 6;
    private static final double[] STEPS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200
    };

    /** A time on it, in seconds from zero. */
    record Tick(String x, String seconds) {}

    String place(Instant at) {
        return width(Duration.between(from, at));
    }

    String width(Duration length) {
        double all = seconds(Duration.between(from, to));
        double part = all == 0 ? 0 : seconds(length) / all * WHOLE;
        return String.format(Locale.ROOT, "%.2f", Math.clamp(part, 0, WHOLE));
    }

    List<Tick> ticks() {
        double last = seconds(Duration.between(zero, to));
        double step = step(last);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= last; i++) {
            double at = i * step;
            ticks.add(new Tick(place(zero.plusMillis(Math.round(at * 1000))), text(at, step)));
        }
        return ticks;
    }

    private static double step(double seconds) {
        for (double step : STEPS) {
            if (seconds / step < MOST_TICKS) {
                return step;
            }
        }
        return seconds / MOST_TICKS;
    }

    private static String text(double seconds, double step) {
        return String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", seconds);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
