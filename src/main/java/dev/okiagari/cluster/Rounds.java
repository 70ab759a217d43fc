package dev.okiagari.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done over and over on a thread of its own, from its start to its stop. */
public final class Rounds {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final String name;
    private final Work round;
    private volatile @Nullable Thread thread;

    /** What may wait, and ends when it is interrupted. */
    @FunctionalInterface
    public interface Work {

        void run() throws InterruptedException;
    }

    /**
     * @param round makes its own pause; what fails in it is caught by {@link #attempt}
     */
    public Rounds(String name, Work round) {
        this.name = name;
        this.round = round;
    }

    public void start() {
        Thread created = Thread.ofVirtual().name(name).unstarted(this::run);
        // Set first: the loop runs as long as there is a thread.
        thread = created;
        created.start();
    }

    /** Interrupts the round, and waits a little for its end. */
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(STOP);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    /**
     * Does a part of a round that may fail without being the last. What fails because of the stop
     * is no failure.
     */
    public void attempt(Work work, Consumer<Throwable> failed) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException | LinkageError unexpected) {
            if (!isRunning()) {
                throw new InterruptedException("stopped meanwhile");
            }
            failed.accept(unexpected);
        }
    }

    private void run() {
        try {
            while (isRunning()) {
                round.run();
            }
        } catch (InterruptedException stopped) {
            log.debug("{} stopped", name, stopped);
            Thread.currentThread().interrupt();
        }
    }
}
