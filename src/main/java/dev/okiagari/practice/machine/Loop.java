package dev.okiagari.practice.machine;

import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The simulation's one lock and one agenda: what is due runs under the lock, in order of time. */
public final class Loop implements AutoCloseable {

    private static final Duration IDLE = Duration.ofHours(1);

    private final Clock clock;
    private final Sleep sleep;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Timer> agenda =
            new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
    private long numbers;
    private boolean sleeping;
    private boolean closed;
    private @Nullable Thread thread;

    public Loop(Clock clock, Sleep sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    public void start() {
        thread = Thread.ofVirtual().name("practice-loop").start(this::turn);
    }

    public Instant now() {
        return clock.instant();
    }

    public <T extends @Nullable Object> T call(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public void run(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    public Timer after(Duration delay, Runnable work) {
        return at(now().plus(delay), work);
    }

    public Timer at(Instant at, Runnable work) {
        return call(() -> {
            Timer timer = new Timer(at, numbers++, work);
            agenda.add(timer);
            if (sleeping && timer.equals(agenda.peek()) && thread != null) {
                thread.interrupt();
            }
            return timer;
        });
    }

    public void cancel(@Nullable Timer timer) {
        if (timer != null) {
            run(() -> agenda.remove(timer));
        }
    }

    /** Tells those who {@link #await} that something is different. */
    public void changed() {
        run(changed::signalAll);
    }

    /**
     * Blocks until the condition holds; to be called without the lock from a thread of one's own.
     */
    public void await(Supplier<Boolean> condition) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!condition.get() && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void turn() {
        while (true) {
            Duration wait = call(this::runDue);
            if (wait.isNegative()) {
                return;
            }
            try {
                sleep.sleep(wait);
            } catch (InterruptedException woken) {
                // something earlier is on the agenda, or the end has come
            }
            run(() -> sleeping = false);
            boolean _ = Thread.interrupted();
        }
    }

    private Duration runDue() {
        while (!closed) {
            Timer next = agenda.peek();
            if (next == null) {
                sleeping = true;
                return IDLE;
            }
            Duration wait = Duration.between(now(), next.at());
            if (wait.isPositive()) {
                sleeping = true;
                return wait;
            }
            agenda.remove(next);
            next.work().run();
        }
        return Duration.ofSeconds(-1);
    }

    @Override
    public void close() {
        run(() -> {
            closed = true;
            agenda.clear();
            changed.signalAll();
            if (sleeping && thread != null) {
                thread.interrupt();
            }
        });
    }

    /** Something to be done at a time. */
    public record Timer(Instant at, long number, Runnable work) {}
}
