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
        if (recovery == null) {
            return null;
        }
        List<Bar> bars = new ArrayList<>();
        double total = recovery.total();
        double x = 0;
        for (Phase phase : recovery.phases()) {
            double width = total == 0 ? 0 : phase.seconds() / total * WHOLE;
            bars.add(
                    new Bar(
                            phase.name().word(),
                            FaultView.seconds(x),
                            FaultView.seconds(width),
                            FaultView.seconds(phase.seconds()),
                            phase.clock().word()));
            x += width;
        }
        return new WayView(bars, FaultView.seconds(total), recovery.passed());
    }
}
