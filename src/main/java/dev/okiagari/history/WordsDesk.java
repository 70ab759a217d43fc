package dev.okiagari.history;

import dev.okiagari.cluster.About;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down last words, and what there is instead of them, for those who cannot wait for a
 * database. Of one thread; what does not fit is left out.
 */
final class WordsDesk {

    private static final Logger log = LoggerFactory.getLogger(WordsDesk.class);
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 200;
    private static final int TRIES = 30;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final LinkedBlockingQueue<Words> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final WordsLedger ledger;
    private final Sleep sleep;
    private final BooleanSupplier open;

    /**
     * @param open whether more may come, and a database that is away is waited for
     */
    WordsDesk(WordsLedger ledger, Sleep sleep, BooleanSupplier open) {
        this.ledger = ledger;
        this.sleep = sleep;
        this.open = open;
    }

    /** Never blocks. */
    void leave(Words words) {
        boolean _ = queue.offer(words);
    }

    /** Waits for room. */
    void hand(Words words) throws InterruptedException {
        queue.put(words);
    }

    void work() throws InterruptedException {
        while (open.getAsBoolean() || !queue.isEmpty()) {
            Words first = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                List<Words> batch = new ArrayList<>(List.of(first));
                var _ = queue.drainTo(batch, BATCH - 1);
                write(batch);
            }
        }
    }

    /** A batch that is refused is written one by one: it may be one that is to blame. */
    private void write(List<Words> batch) throws InterruptedException {
        if (!isKept(batch)) {
            for (Words words : batch) {
                patiently(List.of(words));
            }
        }
    }

    private void patiently(List<Words> one) throws InterruptedException {
        for (int tries = 1; !isKept(one); tries++) {
            if (tries == TRIES || !open.getAsBoolean()) {
                ContainerRef container = one.getFirst().errand().container();
                About.container(log.atWarn(), container)
                        .log("last words are left out: {}", container);
                return;
            }
            sleep.sleep(RETRY);
        }
    }

    private boolean isKept(List<Words> batch) {
        try {
            ledger.keep(batch);
            return true;
        } catch (RuntimeException failed) {
            log.debug("last words cannot be written now", failed);
            return false;
        }
    }
}
