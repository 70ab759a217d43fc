package dev.okiagari.safety;

import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.replica.Replica;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A halt on one replica stops what runs on every other within a second: each looks for itself, so
 * that none is missed. That nothing new begins needs no news.
 */
@Component
class HaltEcho implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HaltEcho.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Replica replica;
    private final Halt halt;
    private final ApplicationEventPublisher publisher;
    private final Sleep sleep;
    private final Rounds rounds = new Rounds("halt", this::round);
    private volatile boolean halted;

    HaltEcho(Replica replica, Halt halt, ApplicationEventPublisher publisher, Sleep sleep) {
        this.replica = replica;
        this.halt = halt;
        this.publisher = publisher;
        this.sleep = sleep;
    }

    @EventListener
    void on(HaltChanged changed) {
        halted = changed.state().halted();
    }

    @Override
    public void start() {
        if (replica.isOneOfMany()) {
            rounds.start();
        }
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
        rounds.attempt(this::look, failure -> log.warn("cannot look for a halt", failure));
        sleep.sleep(LOOK);
    }

    void look() {
        HaltState now = halt.state();
        if (now.halted() != halted) {
            publisher.publishEvent(new HaltChanged(now, elsewhere(now)));
        }
    }

    private static Actor elsewhere(HaltState now) {
        String by = now.by();
        return by == null ? Actor.ITSELF : new Actor(by, null, "replica");
    }
}
