package dev.okiagari.practice;

import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only when it is told to, and then at once: whoever sleeps is woken in order. */
public final class VirtualTime extends Clock implements Sleep {

    private Instant now;
    private Instant limit;
    private boolean waiting;

    public VirtualTime(Instant start) {
        now = start;
        limit = start;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        Instant end = now.plus(duration);
        while (end.isAfter(limit)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            now = limit;
            waiting = true;
            notifyAll();
            try {
                wait();
            } finally {
                waiting = false;
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = end;
    }

    /** Lets a time pass, and returns when the one who sleeps has nothing left to do in it. */
    public synchronized void pass(Duration duration) throws InterruptedException {
        limit = limit.plus(duration);
        notifyAll();
        while (!waiting || now.isBefore(limit)) {
            wait(100);
        }
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
