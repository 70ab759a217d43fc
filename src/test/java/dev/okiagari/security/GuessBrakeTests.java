package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.security.GuessBrake.Guesser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuessBrakeTests {

    private static final Guesser GUESSER = new Guesser("192.0.2.7", "admin");

    private final SettableClock clock = new SettableClock();
    private final GuessBrake brake = new GuessBrake(clock, GuessBrake.TRIES);

    @Test
    void fourFailuresDoNotPause() {
        fail(GuessBrake.TRIES - 1);

        assertThat(brake.pause(GUESSER)).isEmpty();
    }

    @Test
    void theFifthFailurePausesForAMinute() {
        fail(GuessBrake.TRIES);

        assertThat(brake.pause(GUESSER)).contains(Duration.ofMinutes(1));
    }

    @Test
    void aPauseEndsByItself() {
        fail(GuessBrake.TRIES);
        clock.now = clock.now.plus(GuessBrake.PAUSE);

        assertThat(brake.pause(GUESSER)).isEmpty();
    }

    @Test
    void aSuccessForgetsTheFailures() {
        fail(GuessBrake.TRIES - 1);
        brake.succeeded(GUESSER);
        fail(GuessBrake.TRIES - 1);

        assertThat(brake.pause(GUESSER)).isEmpty();
    }

    @Test
    void anotherAddressMayStillTry() {
        fail(GuessBrake.TRIES);

        assertThat(brake.pause(new Guesser("192.0.2.8", "admin"))).isEmpty();
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            brake.failed(GUESSER);
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        @Override
        public Instant instant() {
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
}
