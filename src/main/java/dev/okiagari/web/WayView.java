package dev.okiagari.web;

import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back as a bar of 100 units.
 *
 * @param total in seconds
 * @param passed null where no limit was set
 * @param restart when the next run was to start by the forecast; null where it did not say
 */
record WayView(List<Bar> bars, String total, @Nullable Boolean passed, @Nullable Interval restart) {

    private static final double WHOLE = 100;

    WayView {
        bars = List.copyOf(bars);
    }

    /** A phase of it: its place on the bar, how long it was, and who told. */
    record Bar(String name, String x, String width, String seconds, String clock) {

        /** Whether it needs more than its colour to be told from another. */
        public boolean woven() {
            return Weave.isOver(name);
        }
    }

    /** An interval on the bar. */
    record Interval(String x, String end) {}

    /**
     * On a scale of its own, on which the forecast has room too.
     *
     * @param restart when the next run was to start; null where nothing was forecast
     */
    static @Nullable WayView of(@Nullable Recovery recovery, Forecast.@Nullable Range restart) {
        if (recovery == null) {
            return null;
        }
        double whole = Math.max(recovery.total(), restart == null ? 0 : restart.max());
        WayView plain = of(recovery, whole);
        return restart == null
                ? plain
                : new WayView(
                        plain.bars(),
                        plain.total(),
                        plain.passed(),
                        new Interval(place(restart.min(), whole), place(restart.max(), whole)));
    }

    /**
     * On a scale that several have in common.
     *
     * @param whole what fills the bar, in seconds
     */
    static WayView of(Recovery recovery, double whole) {
        List<Bar> bars = new ArrayList<>();
        double at = 0;
        for (Phase phase : recovery.phases()) {
            bars.add(
                    new Bar(
                            phase.name().word(),
                            place(at, whole),
                            place(phase.seconds(), whole),
                            FaultView.seconds(phase.seconds()),
                            phase.clock().word()));
            at += phase.seconds();
        }
        return new WayView(bars, FaultView.seconds(recovery.total()), recovery.passed(), null);
    }

    /** Where a time lies on a bar that a longer one fills. */
    static String place(double seconds, double whole) {
        return FaultView.seconds(whole == 0 ? 0 : seconds / whole * WHOLE);
    }
}
