package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTests {

    private static final Instant T0 = Targets.T0;

    @ParameterizedTest(name = "after {0} restarts the next start waits {1} s")
    @CsvSource({"0, 0", "1, 10", "2, 20", "3, 40", "4, 80", "5, 160", "6, 300", "9, 300"})
    void eachEndDoublesTheNextWaitUpToFiveMinutes(int restarts, long seconds) {
        List<BackOff.Life> lives = lives(restarts + 1, Duration.ofSeconds(5));

        assertThat(BackOff.next(lives, lives.getLast().startedAt().plusSeconds(5)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aRunOfTenMinutesMakesTheKubeletForget() {
        List<BackOff.Life> lives = lives(5, Duration.ofSeconds(5));
        Instant started = lives.getLast().startedAt();

        assertThat(BackOff.next(lives, started.plusSeconds(600))).isEqualTo(Duration.ofSeconds(80));
        assertThat(BackOff.next(lives, started.plusSeconds(601))).isEqualTo(Duration.ZERO);
    }

    @Test
    void aLongRunInBetweenBeginsTheCountAnew() {
        List<BackOff.Life> lives = new ArrayList<>(lives(4, Duration.ofSeconds(5)));
        Instant began = lives.getLast().startedAt();
        lives.set(3, new BackOff.Life(began, began.plusSeconds(700)));
        lives.add(new BackOff.Life(began.plusSeconds(701), null));

        assertThat(BackOff.next(lives, began.plusSeconds(710))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void nothingKnownIsNothingHeldBack() {
        assertThat(BackOff.next(List.of(), T0)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest(name = "the run before ended {0} s ago, this one ends in {1} to {2} s")
    @CsvSource({"30, 5, 10, 0, 0", "0, 5, 10, 10, 30", "0, 5, 30, 0, 30", "19, 0, 5, 0, 16"})
    void aKillByAProbeCountsFromTheEndOfTheRunBefore(
            long ago, long soonest, long latest, long least, long most) {
        Span untilEnd = new Span(Duration.ofSeconds(soonest), Duration.ofSeconds(latest));

        Span left =
                BackOff.afterProbeKill(Duration.ofSeconds(20), T0.minusSeconds(ago), untilEnd, T0);

        assertThat(left).isEqualTo(new Span(Duration.ofSeconds(least), Duration.ofSeconds(most)));
    }

    /** So many runs, the last one still running, one right after the other. */
    private static List<BackOff.Life> lives(int runs, Duration each) {
        List<BackOff.Life> lives = new ArrayList<>();
        Instant at = T0;
        for (int i = 0; i < runs; i++) {
            Instant end = at.plus(each);
            lives.add(new BackOff.Life(at, i == runs - 1 ? null : end));
            at = end;
        }
        return lives;
    }
}
