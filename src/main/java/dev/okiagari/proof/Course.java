package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.safety.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A proof while it runs: each step is stored before the next is taken. */
final class Course {

    private final ProofStore store;
    private final Clock clock;
    private final boolean takenUp;
    private final Instant begun;
    private volatile Proof proof;
    private volatile @Nullable Stop stop;
    private volatile @Nullable Experiment hang;

    /**
     * Somebody wants it to end.
     *
     * @param byHalt whether everything stops, the hang by itself
     */
    record Stop(Actor by, boolean byHalt) {

        Message reason() {
            return Message.of(byHalt ? "proof.stopped.halted" : "proof.stopped.stopped", by.user());
        }
    }

    /**
     * @param takenUp whether an earlier process has begun it
     */
    Course(Proof proof, ProofStore store, Clock clock, boolean takenUp) {
        this.proof = proof;
        this.store = store;
        this.clock = clock;
        this.takenUp = takenUp;
        this.begun = clock.instant();
    }

    Proof proof() {
        return proof;
    }

    boolean isTakenUp() {
        return takenUp;
    }

    /** When this process has begun with it. */
    Instant begun() {
        return begun;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The first word stays. */
    synchronized void stop(Actor by, boolean byHalt) {
        if (stop == null) {
            stop = new Stop(by, byHalt);
        }
    }

    @Nullable Stop stopped() {
        return stop;
    }

    boolean isStopped() {
        return stop != null;
    }

    /** Of all experiments that go further, the one that this is waiting for. */
    void saw(Experiment experiment) {
        UUID id = experiment.id();
        Proof now = proof;
        if (id.equals(now.before()) || id.equals(now.after())) {
            hang = experiment;
        }
    }

    /** As it was last told; null where nothing was. */
    @Nullable Experiment hang(UUID id) {
        Experiment told = hang;
        return told != null && told.id().equals(id) ? told : null;
    }

    void go(Proof next) throws InterruptedException {
        store.become(proof, next);
        proof = next;
    }

    void fail(Message reason) throws InterruptedException {
        go(proof.failed(now(), reason));
    }

    void end(Stop why) throws InterruptedException {
        go(proof.stopped(now(), why.by(), why.reason()));
    }
}
