package dev.okiagari.security;

import dev.okiagari.cluster.Newest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Slows guessing down: after some failures in a row, an address may not try for a minute. */
final class GuessBrake {

    static final int TRIES = 5;
    static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final int tries;
    private final Map<Guesser, Failures> failures = Newest.of(REMEMBERED);

    /**
     * @param tries after how many failures in a row it pauses
     */
    GuessBrake(Clock clock, int tries) {
        this.clock = clock;
        this.tries = tries;
    }

    /** Who tries, and as whom. */
    record Guesser(String address, String user) {}

    private record Failures(int count, Instant last) {}

    /** For how long it must still wait; empty when it may try. */
    synchronized Optional<Duration> pause(Guesser guesser) {
        var known = failures.get(guesser);
        if (known == null) {
            return Optional.empty();
        }
        var rest = Duration.between(clock.instant(), known.last().plus(PAUSE));
        if (!rest.isPositive()) {
            failures.remove(guesser);
            return Optional.empty();
        }
        return known.count() < tries ? Optional.empty() : Optional.of(rest);
    }

    synchronized void failed(Guesser guesser) {
        var known = failures.remove(guesser);
        var count = known == null ? 1 : known.count() + 1;
        failures.put(guesser, new Failures(count, clock.instant()));
    }

    synchronized void succeeded(Guesser guesser) {
        failures.remove(guesser);
    }
}
