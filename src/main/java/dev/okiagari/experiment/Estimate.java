package dev.okiagari.experiment;

import java.time.Duration;
import java.util.List;

/**
 * How long a repeat will take, as well as can be told before.
 *
 * @param run of one run in seconds, without what the kubelet holds back
 * @param heldBack whether each run ends a container, so that the kubelet holds back the next start
 */
public record Estimate(double run, boolean heldBack) {

    /** The kubelet's delays before a container's starts in seconds; then always the last one. */
    public static final List<Integer> BACK_OFF = List.of(0, 10, 20, 40, 80, 160, 300);

    /** Having run for so long, a container has its back-off forgotten when it ends. */
    public static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final double RESTART = 3;
    private static final double REPLACEMENT = 6;
    private static final double NOTHING = 4;
    private static final double REACTION = 45;

    public static Estimate of(Fault fault, Forecast forecast) {
        boolean restarts = forecast.outcome() == Outcome.RESTARTED;
        Forecast.Range before = forecast.recovery();
        Forecast.Range restart = forecast.restart();
        if (before == null) {
            double run = restart == null ? usual(fault, forecast.outcome()) : middle(restart);
            return new Estimate(run, restarts);
        }
        // The quickest restart was the one that the kubelet had not held back.
        return new Estimate(restarts ? before.min() : middle(before), restarts);
    }

    private static double middle(Forecast.Range range) {
        return (range.min() + range.max()) / 2;
    }

    private static double usual(Fault fault, Outcome outcome) {
        if (fault instanceof Fault.Suspend suspend) {
            return suspend.seconds() + 1.0;
        }
        return switch (outcome) {
            case RESTARTED -> RESTART;
            case REPLACED, GONE -> REPLACEMENT;
            case DELIVERED -> REACTION;
            case NO_EFFECT, DENIED, IMPOSSIBLE, ABORTED -> NOTHING;
            case SUSPENDED, NOT_RECOVERED, UNKNOWN -> REACTION;
        };
    }

    /** Of all its runs, in seconds. */
    public double seconds(Repeat repeat) {
        double runs = repeat.times() * run;
        return switch (repeat.spacing()) {
            case READY -> runs + (heldBack ? held(repeat.times()) : 0);
            case SETTLED -> runs + (repeat.times() - 1.0) * FORGOTTEN.toSeconds();
        };
    }

    private static double held(int times) {
        double seconds = 0;
        for (int n = 0; n < times; n++) {
            seconds += BACK_OFF.get(Math.min(n, BACK_OFF.size() - 1));
        }
        return seconds;
    }
}
