package dev.okiagari.web;

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
 */
record WayView(List<Bar> bars, String total, @Nullable Boolean passed) {

    private static final double WHOLE = 100;

    WayView {
        bars = List.copyOf(bars);
    }

    /** A phase of it: its place on the bar, how long it was, and who told. */
    record Bar(String name, String x, String width, String seconds, String clock) {}

    static @Nullable WayView of(@Nullable Recovery recovery) {
        return recovery == null ? null : of(recovery, recovery.total());
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
        return new WayView(bars, FaultView.seconds(recovery.total()), recovery.passed());
    }

    /** Where a time lies on a bar that a longer one fills. */
    static String place(double seconds, double whole) {
        return FaultView.seconds(whole == 0 ? 0 : seconds / whole * WHOLE);
    }
}
