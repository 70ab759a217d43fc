package dev.okiagari.practice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void doublesFromTenSecondsToFiveMinutesAfterAFirstRestartAtOnce() {
        BackOff backOff = new BackOff();
        List<Long> delays = new ArrayList<>();
        Instant finished = START;
        for (int i = 0; i < 8; i++) {
            Duration delay = backOff.after(finished);
            delays.add(delay.toSeconds());
            backOff.next(finished, finished.plus(delay));
            finished = finished.plus(delay).plusSeconds(1);
        }
        assertThat(delays).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void forgetsAfterTenMinutesWithoutADeath() {
        BackOff backOff = new BackOff();
        backOff.next(START, START);
        backOff.next(START.plusSeconds(60), START.plusSeconds(60));

        assertThat(backOff.after(START.plusSeconds(660))).isEqualTo(Duration.ofSeconds(20));
        assertThat(backOff.after(START.plusSeconds(661))).isEqualTo(Duration.ZERO);
    }

    @Test
    void isWrittenAsGoWritesIt() {
        assertThat(List.of(10, 80, 160, 300))
                .map(seconds -> BackOff.write(Duration.ofSeconds(seconds)))
                .containsExactly("10s", "1m20s", "2m40s", "5m0s");
    }
}
