package dev.okiagari.history;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs whose last words are to be fetched: each of them once, and so many at most. */
final class Errands {

    static final int CAPACITY = 1000;

    private static final int REMEMBERED = 20_000;

    private final LinkedBlockingQueue<Errand> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final SequencedSet<String> known = new LinkedHashSet<>();

    /** Whether it was not asked about before. */
    synchronized boolean isNew(Errand errand) {
        if (!known.add(errand.key())) {
            return false;
        }
        if (known.size() > REMEMBERED) {
            var _ = known.removeFirst();
        }
        return true;
    }

    /** Whether there was room for it; never blocks. */
    boolean offer(Errand errand) {
        return queue.offer(errand);
    }

    /** The one that waits longest; null where none comes in time. */
    @Nullable Errand take(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
