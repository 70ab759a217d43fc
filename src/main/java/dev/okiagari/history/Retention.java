package dev.okiagari.history;

import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.replica.Deposed;
import dev.okiagari.replica.Office;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Deletes what is older than it is kept, or more than is kept. Some rows a transaction, and a pause
 * after each, so that whoever records does not wait for it.
 */
@Component
class Retention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Shredder shredder;
    private final Kept kept;
    private final Sleep sleep;
    private final Office office;
    private final Rounds rounds = new Rounds("retention", this::round);

    Retention(Shredder shredder, Kept kept, Sleep sleep, Office office) {
        this.shredder = shredder;
        this.kept = kept;
        this.sleep = sleep;
        this.office = office;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void round() throws InterruptedException {
        sleep.sleep(EVERY);
        if (office.isHeld()) {
            rounds.attempt(this::prune, Retention::postponed);
        }
    }

    private static void postponed(Throwable failure) {
        if (failure instanceof Deposed) {
            log.info("the history is pruned by the replica that records");
        } else if (failure instanceof DataAccessException
                || failure instanceof TransactionException) {
            log.warn(
                    "the history could not be pruned, trying again later: {}",
                    failure.getMessage());
        } else {
            log.error("the history could not be pruned", failure);
        }
    }

    /** Deletes all that is due, of every cluster that was ever watched. */
    void prune() throws InterruptedException {
        for (String cluster : shredder.clusters()) {
            Instant before = kept.since();
            // a pod that is forgotten needs its newest runs no longer
            while (shredder.forgetPods(cluster, before)) {
                sleep.sleep(PAUSE);
            }
            while (shredder.forgetCounts(cluster, before)) {
                sleep.sleep(PAUSE);
            }
            shredder.forgetNodes(cluster, before);
            for (Shelf shelf : Shelf.values()) {
                prune(cluster, shelf, before);
            }
        }
    }

    private void prune(String cluster, Shelf shelf, Instant before) throws InterruptedException {
        Instant bound = shredder.bound(cluster, shelf, before, kept.atMost());
        Shredder.Page page = Shredder.Page.first(bound);
        while (!page.last()) {
            page = shredder.shred(cluster, shelf, page);
            sleep.sleep(PAUSE);
        }
    }
}
