package dev.okiagari.availability;

import dev.okiagari.cluster.Sleep;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks at a fixed rate, whatever the answers take: a slow one delays no other. What cannot even be
 * sent, because too many are waited for, has failed.
 */
public final class AvailabilityWatch {

    private static final Logger log = LoggerFactory.getLogger(AvailabilityWatch.class);
    private static final int MOST_IN_FLIGHT = 100;
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    /** How long an outage is given to end when all else is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AvailabilityCheck check;
    private final Asker asker;
    private final Clock clock;
    private final Sleep sleep;
    private final Consumer<Availability> progress;
    private final Instant from;
    private final Samples samples;
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private volatile boolean ended;

    AvailabilityWatch(
            AvailabilityCheck check,
            Asker asker,
            Clock clock,
            Sleep sleep,
            Consumer<Availability> progress) {
        this.check = check;
        this.asker = asker;
        this.clock = clock;
        this.sleep = sleep;
        this.progress = progress;
        this.from = now();
        this.samples = new Samples(from, Duration.ofMillis(check.intervalMillis()));
    }

    void start() {
        Thread.ofVirtual().name("availability").start(this::run);
    }

    private void run() {
        try {
            Instant told = from;
            for (long number = 0; !ended; number++) {
                pauseUntil(from.plusMillis(number * check.intervalMillis()));
                if (!ended) {
                    send(number);
                }
                if (!ended && !now().isBefore(told.plus(PROGRESS))) {
                    told = now();
                    progress.accept(samples.sum(asker.via(), false));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            log.warn("availability is not watched any more", unexpected);
        }
    }

    private void pauseUntil(Instant next) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), next);
        if (left.isPositive()) {
            sleep.sleep(left);
        }
    }

    private void send(long number) {
        Instant sentAt = now();
        if (!room.tryAcquire()) {
            samples.add(number, new Sample(sentAt, false, 0));
            return;
        }
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        boolean good = isGood();
                        int millis = Math.toIntExact(Duration.between(sentAt, now()).toMillis());
                        boolean inTime = millis <= check.timeoutMillis() + check.intervalMillis();
                        samples.add(number, new Sample(sentAt, good && inTime, millis));
                    } finally {
                        room.release();
                    }
                });
    }

    private boolean isGood() {
        try {
            return asker.ask(check.timeoutMillis());
        } catch (IOException | RuntimeException failed) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Asks a little longer, so that a last outage can end, and sums up.
     *
     * @param hurry asked again and again whether to sum up at once
     */
    public Availability end(BooleanSupplier hurry) {
        Instant least = now().plusMillis(2L * check.intervalMillis() + check.timeoutMillis());
        Instant most = now().plus(PATIENCE);
        try {
            while (!hurry.getAsBoolean() && now().isBefore(most)) {
                if (!now().isBefore(least) && !samples.isDown()) {
                    break;
                }
                sleep.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        return samples.sum(asker.via(), true);
    }

    /** Stops asking at once. */
    public void cancel() {
        ended = true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
