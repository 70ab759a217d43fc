package dev.okiagari.proof;

import dev.okiagari.experiment.Fault;
import dev.okiagari.liveness.ProbeForecast;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For how long containers hang that nothing ends. */
final class ProofLengths {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private ProofLengths() {}

    /**
     * Of the first hang, in seconds: as long as either probe needs, and long enough for a person to
     * believe it.
     *
     * @param least however soon it would be noticed
     * @param asItIs in seconds, what a hang of the container as it is would choose; 0 where nothing
     *     is to notice it
     */
    static int watch(Duration least, int asItIs, ProbeForecast forecast) {
        Duration longest =
                Stream.of(least, Duration.ofSeconds(asItIs), latest(forecast).plus(MARGIN))
                        .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
                        .orElseThrow();
        return seconds(longest);
    }

    /**
     * Of the second, in seconds; null for what a hang chooses itself, which knows the livenessProbe
     * of its container and no other.
     */
    static @Nullable Integer patience(ProbeForecast forecast) {
        return forecast instanceof ProbeForecast.Unrouted
                ? (Integer) seconds(latest(forecast).plus(MARGIN))
                : null;
    }

    private static int seconds(Duration length) {
        return Math.toIntExact(Math.min(length.toSeconds(), Fault.Suspend.LONGEST));
    }

    private static Duration latest(ProbeForecast forecast) {
        return switch (forecast) {
            case ProbeForecast.Restarted kill -> kill.restarted().max();
            case ProbeForecast.Unrouted out -> out.detected().max();
            case ProbeForecast.Unnoticed _ -> Duration.ZERO;
        };
    }
}
