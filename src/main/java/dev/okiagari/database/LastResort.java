package dev.okiagari.database;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends a process whose H2 never comes back. H2 is inside of it: nothing else stops threads that
 * wait there for ever, on all processors, and whoever runs Okiagari starts it again. A database
 * elsewhere may be away for as long as it wants.
 */
@Component
class LastResort implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);
    private static final int SECONDS = 10;

    /** As many in a row without the end of a look, of which each takes seconds at most. */
    static final int ROUNDS = 12;

    private final DatabaseProbe probe;
    private final boolean inside;
    private final Runnable end;
    private @Nullable ScheduledExecutorService timer;
    private long seen;
    private int same;

    @Autowired
    LastResort(DatabaseProbe probe, @Value("${spring.datasource.url:}") String url) {
        this(probe, SpareDisk.isFor(url), () -> Runtime.getRuntime().halt(1));
    }

    LastResort(DatabaseProbe probe, boolean inside, Runnable end) {
        this.probe = probe;
        this.inside = inside;
        this.end = end;
    }

    /** Those who wait may have all threads that are shared: this one is its own. */
    @Override
    public synchronized void start() {
        if (inside) {
            timer =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("last-resort").factory());
            Future<?> _ =
                    timer.scheduleWithFixedDelay(this::round, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** Before the first look nothing is known of it. */
    void round() {
        long ended = probe.ended();
        same = ended > 0 && ended == seen ? same + 1 : 0;
        seen = ended;
        if (same == ROUNDS) {
            log.error(
                    "The database has not answered for {} s and is inside of this process, which"
                            + " ends: start it again",
                    ROUNDS * SECONDS);
            end.run();
        }
    }
}
