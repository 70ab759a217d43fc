package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Lets a witness look on until something has happened, or the time is up. */
final class Watch {

    private final Trial trial;
    private final Sightings sightings;
    private final Witness witness;

    Watch(Trial trial, Sightings sightings, Witness witness) {
        this.trial = trial;
        this.sightings = sightings;
        this.witness = witness;
    }

    /** Looks on until then; also ends when the trial is stopped. */
    void until(Instant deadline, Predicate<Witness> enough) throws InterruptedException {
        while (!enough.test(witness)) {
            ClusterEvent event = sightings.next(deadline, trial::isStopped);
            if (event == null) {
                return;
            }
            boolean had = witness.hasExited();
            witness.see(event);
            if (!had && witness.hasExited()) {
                trial.step("exited");
            }
        }
    }

    /** Looks on for a while, whoever asks to stop. */
    void pause(Instant until) throws InterruptedException {
        for (ClusterEvent event = sightings.next(until, () -> false);
                event != null;
                event = sightings.next(until, () -> false)) {
            witness.see(event);
        }
    }

    /** From the end of the container, for as long as it is given to come back. */
    void comeback(Instant injected, Duration patience) throws InterruptedException {
        until(injected.plus(patience), Witness::isSettled);
    }
}
