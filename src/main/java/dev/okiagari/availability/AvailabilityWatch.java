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

    /** Up to this late a request is sent all the same; later, its time has gone by. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** How long an outage is given to end when all else is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(25);
    private static final int GOOD_AT_THE_END = 2;

    private final AvailabilityCheck check;
    private final Asker asker;
    private final Clock clock;
    private final Sleep sleep;
    private final Consumer<Availability> progress;
    private final Duration interval;
    private final Samples samples;
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private volatile boolean ended;
    private volatile boolean broken;
    private long sent;

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
        this.interval = Duration.ofMillis(check.intervalMillis());
        this.samples = new Samples(now(), interval);
    }

    void start() {
        Thread.ofVirtual().name("availability").start(() -> guard(this::run));
        Thread.ofVirtual().name("availability progress").start(() -> guard(this::tell));
    }

    /** What runs until the end. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void guard(Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            broken = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            broken = true;
            log.warn("availability is not watched any more", unexpected);
        }
    }

    private void run() throws InterruptedException {
        asker.prepare();
        Instant due = now();
        while (!ended) {
            pauseUntil(due);
            if (!ended) {
                send();
            }
            due = after(due);
        }
    }

    private void pauseUntil(Instant due) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), due);
        if (left.isPositive()) {
            sleep.sleep(left);
        }
    }

    /** On the same schedule, unless the clock was set or this process stood still meanwhile. */
    private Instant after(Instant due) {
        Instant planned = due.plus(interval);
        Duration late = Duration.between(planned, clock.instant());
        if (late.compareTo(LATE) > 0) {
            long missed = late.dividedBy(interval);
            samples.miss(missed);
            return planned.plus(interval.multipliedBy(missed));
        }
        boolean setBack = late.negated().compareTo(interval.multipliedBy(2)) > 0;
        return setBack ? clock.instant().plus(interval) : planned;
    }

    private void send() {
        long number = sent++;
        Instant at = now();
        if (!room.tryAcquire()) {
            samples.add(number, new Sample(at, Answer.NOT_SENT, 0));
            return;
        }
        Thread asking = Thread.ofVirtual().start(() -> ask(number, at));
        Thread.ofVirtual().start(() -> guard(() -> giveUp(number, at, asking)));
    }

    private void ask(long number, Instant at) {
        try {
            Answer answer = answer();
            int millis = (int) Duration.between(at, now()).toMillis();
            samples.add(number, new Sample(at, answer, Math.min(millis, check.timeoutMillis())));
        } finally {
            room.release();
        }
    }

    private Answer answer() {
        try {
            return asker.ask(check.timeoutMillis());
        } catch (IOException | RuntimeException failed) {
            return Answer.of(failed);
        } catch (InterruptedException timeUp) {
            return Answer.TIMED_OUT;
        }
    }

    /**
     * However many parts an answer comes in, its time is the whole; an interrupt ends its socket.
     */
    private void giveUp(long number, Instant at, Thread asking) throws InterruptedException {
        sleep.sleep(Duration.ofMillis(check.timeoutMillis()));
        if (samples.add(number, new Sample(at, Answer.TIMED_OUT, check.timeoutMillis()))) {
            asking.interrupt();
        }
    }

    /** Beside the schedule, which waits for nobody who listens. */
    private void tell() throws InterruptedException {
        while (!ended) {
            sleep.sleep(PROGRESS);
            if (!ended) {
                progress.accept(sum());
            }
        }
    }

    /**
     * Asks a little longer, so that a last outage can end, and sums up.
     *
     * @param hurry asked again and again whether to sum up at once
     */
    public Availability end(BooleanSupplier hurry) {
        Instant over = now();
        try {
            // Counted, not timed: a clock that is set meanwhile must hold up nobody.
            Duration waited = Duration.ZERO;
            while (!hurry.getAsBoolean() && !isEnough(over, waited)) {
                sleep.sleep(LOOK);
                waited = waited.plus(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        return samples.sum(asker.via(), !broken);
    }

    /** What never was good is not waited for as long as what may be again. */
    private boolean isEnough(Instant over, Duration waited) {
        Duration atLeast = interval.multipliedBy(GOOD_AT_THE_END).plusMillis(check.timeoutMillis());
        return broken
                || samples.isGoodSince(over, GOOD_AT_THE_END)
                || waited.compareTo(PATIENCE) >= 0
                || (waited.compareTo(atLeast) >= 0 && !samples.hasBeenGood());
    }

    /** What is known so far. */
    Availability sum() {
        return samples.sum(asker.via(), false);
    }

    /** Stops asking at once. */
    public void cancel() {
        ended = true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
