package dev.okiagari;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that showed the right time at its start, and has run faster or slower since. */
final class ScaledClock extends Clock {

    private final Clock base;
    private final Instant start;
    private final double speed;

    /**
     * @param speed seconds of this clock in one second of {@code base}
     */
    ScaledClock(Clock base, Instant start, double speed) {
        this.base = base;
        this.start = start;
        this.speed = speed;
    }

    static Duration scale(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }

    @Override
    public Instant instant() {
        return start.plus(scale(Duration.between(start, base.instant()), speed));
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ScaledClock(base.withZone(zone), start, speed);
    }
}
