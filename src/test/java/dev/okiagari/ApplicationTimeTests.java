package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ApplicationTimeTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void scaledClockShowsTheRightTimeAtItsStart() {
        assertThat(after(Duration.ZERO, 10)).isEqualTo(START);
    }

    @Test
    void scaledClockRunsFaster() {
        assertThat(after(Duration.ofMillis(1500), 10)).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void scaledClockRunsSlower() {
        assertThat(after(Duration.ofSeconds(30), 0.1)).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void waitingTakesAsMuchLessAsTheClockRunsFaster() {
        var time = new ApplicationTime(new PracticeTimeProperties(20));

        assertThat(time.realTime(Duration.ofSeconds(90))).isEqualTo(Duration.ofMillis(4500));
    }

    @Test
    void atSpeedOneTheClockIsTheMachines() {
        var time = new ApplicationTime(new PracticeTimeProperties(1));

        assertThat(time.clock()).isEqualTo(Clock.systemUTC());
        assertThat(time.realTime(Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
    }

    private static Instant after(Duration real, double speed) {
        Clock machine = Clock.fixed(START.plus(real), ZoneOffset.UTC);
        return new ScaledClock(machine, START, speed).instant();
    }
}
