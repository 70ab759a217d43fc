package dev.okiagari.web;

import dev.okiagari.cluster.Newest;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.replica.RollCalled;
import dev.okiagari.safety.HaltChanged;
import dev.okiagari.safety.HaltState;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What is going on, in memory for the streams: the experiments of late, and the halt. */
@Component
class Situation {

    private static final int KEPT = 200;

    private final Bench bench;
    private final Changes changes;
    private final Set<UUID> running = new HashSet<>();
    private final Map<UUID, Experiment> late = Newest.of(KEPT);
    private volatile @Nullable HaltState halt;

    Situation(Bench bench, Changes changes) {
        this.bench = bench;
        this.changes = changes;
    }

    synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    /** Read once, and heard of from then on. */
    HaltState halt() {
        HaltState known = halt;
        return known == null ? readHalt() : known;
    }

    /** Each page asks, also the one that says that the database is away. */
    private HaltState readHalt() {
        try {
            HaltState read = bench.halt();
            halt = read;
            return read;
        } catch (DataAccessException | TransactionException away) {
            return new HaltState(false, null, null);
        }
    }

    /** From memory where it has gone a step further of late, else from where it is kept. */
    Optional<Experiment> experiment(UUID id) {
        Optional<Experiment> known = remembered(id);
        return known.isPresent() ? known : bench.find(id);
    }

    @EventListener
    void on(ExperimentChanged changed) {
        remember(changed.experiment());
        changes.happened();
    }

    /** Whoever has gone may not have told how it ended. */
    @EventListener
    void on(RollCalled called) {
        Thread.ofVirtual().name("situation").start(this::lookAgain);
    }

    private void lookAgain() {
        Set<UUID> known;
        synchronized (this) {
            known = Set.copyOf(running);
        }
        for (UUID id : known) {
            bench.find(id)
                    .filter(now -> !now.isRunning())
                    .ifPresent(now -> on(new ExperimentChanged(now)));
        }
    }

    @EventListener
    void on(HaltChanged changed) {
        halt = changed.state();
        changes.happened();
    }

    private synchronized Optional<Experiment> remembered(UUID id) {
        return Optional.ofNullable(late.get(id));
    }

    private synchronized void remember(Experiment experiment) {
        late.remove(experiment.id());
        late.put(experiment.id(), experiment);
        if (experiment.isRunning()) {
            running.add(experiment.id());
        } else {
            running.remove(experiment.id());
        }
    }
}
