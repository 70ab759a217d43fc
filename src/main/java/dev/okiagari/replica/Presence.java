package dev.okiagari.replica;

import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives signs of life in the database, and looks for those of the others. Whoever was still for
 * long may have been taken for gone: what it was about to do must not be done any more.
 */
@Component
public class Presence implements SmartLifecycle {

    static final Duration BEAT = Duration.ofSeconds(2);

    /** Much less than it takes to be given up. */
    static final Duration LAPSE = Duration.ofSeconds(8);

    static final Duration GONE = Duration.ofSeconds(15);
    private static final int CALL_EACH = 10;

    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    private final Replica replica;
    private final Roll roll;
    private final ApplicationEventPublisher publisher;
    private final Sleep sleep;
    private final Elapsed elapsed;
    private final Attendance attendance = new Attendance(GONE);
    private final Rounds rounds = new Rounds("presence", this::round);
    private volatile Elapsed.@Nullable Mark last;
    private final AtomicLong stretch = new AtomicLong();
    private int beats;

    @Autowired
    Presence(
            Replica replica,
            Roll roll,
            ApplicationEventPublisher publisher,
            Sleep sleep,
            Clock clock) {
        this(replica, roll, publisher, sleep, new Elapsed(clock, System::nanoTime));
    }

    Presence(
            Replica replica,
            Roll roll,
            ApplicationEventPublisher publisher,
            Sleep sleep,
            Elapsed elapsed) {
        this.replica = replica;
        this.roll = roll;
        this.publisher = publisher;
        this.sleep = sleep;
        this.elapsed = elapsed;
    }

    /** Whether there may be others. */
    public boolean isOneOfMany() {
        return replica.isOneOfMany();
    }

    /** The stretch of time that this process is in, without being still for long. */
    public long stretch() {
        return stretch.get();
    }

    /** Whether nobody can have taken this process for gone since that stretch began. */
    public boolean lasts(long since) {
        Elapsed.Mark mark = last;
        return !replica.isOneOfMany()
                || (since == stretch.get()
                        && mark != null
                        && elapsed.since(mark).compareTo(LAPSE) < 0);
    }

    @Override
    public void start() {
        if (replica.isOneOfMany()) {
            rounds.start();
        }
    }

    /** What is left unfinished need not wait until this process is missed. */
    @Override
    public void stop() {
        if (!rounds.isRunning()) {
            return;
        }
        rounds.stop();
        last = null;
        try {
            roll.leave(id());
        } catch (RuntimeException away) {
            log.debug("could not take leave", away);
        }
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** Before whatever begins something, and until that has ended. */
    @Override
    public int getPhase() {
        return -2000;
    }

    private void round() throws InterruptedException {
        rounds.attempt(this::beat, this::failed);
        sleep.sleep(BEAT);
    }

    private void failed(Throwable failure) {
        log.debug("no sign of life could be given", failure);
    }

    void beat() {
        Elapsed.Mark now = elapsed.mark();
        boolean known = roll.beat(id());
        if (!known) {
            roll.enter(id());
        }
        Elapsed.Mark before = last;
        if (!known
                || before == null
                || Elapsed.between(before, now).compareTo(LAPSE) >= 0
                || elapsed.since(now).compareTo(LAPSE) >= 0) {
            stretch.incrementAndGet();
            attendance.forget();
        }
        last = now;
        call(attendance.look(roll.others(id()), now));
    }

    private void call(Attendance.Missing missing) {
        boolean gone = !missing.left().isEmpty();
        for (Map.Entry<String, Long> silent : missing.silent().entrySet()) {
            if (roll.strike(silent.getKey(), silent.getValue())) {
                log.warn("replica {} gives no sign of life any more", silent.getKey());
                gone = true;
            }
        }
        if (gone || beats++ % CALL_EACH == 0) {
            publisher.publishEvent(new RollCalled());
        }
    }

    private String id() {
        return Objects.requireNonNull(replica.id());
    }
}
