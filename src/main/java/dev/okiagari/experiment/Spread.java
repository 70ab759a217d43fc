package dev.okiagari.experiment;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How recoveries of the same fault differ, in seconds.
 *
 * @param median of an even number, the middle between the two in the middle
 */
public record Spread(double median, double worst) {

    /** Null where nothing has recovered. */
    public static @Nullable Spread of(Collection<Double> seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median =
                sorted.length % 2 == 1
                        ? sorted[half]
                        // Times are known to the millisecond, and so is what lies between.
                        : Math.round((sorted[half - 1] + sorted[half]) * 500) / 1000.0;
        return new Spread(median, sorted[sorted.length - 1]);
    }
}
