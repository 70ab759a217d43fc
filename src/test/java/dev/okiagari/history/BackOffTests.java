package dev.okiagari.history;

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

    private static final Instant T0 = Instant.parse("2026-11-23T17:00:00Z");

    @Test
    void theSleepersSeventhKillIsHeldBackFor160Seconds() {
        List<BackOff.Step> six = kills(6, 90);
        Instant started = six.getLast().startedAt();

        assertThat(BackOff.after(six.subList(0, 5), started).afterProbeKill(in(90)))
                .isEqualTo(Span.NONE);
        assertThat(BackOff.after(six, started).afterProbeKill(in(90))).isEqualTo(span(160, 175));
    }

    @ParameterizedTest(name = "after {0} kills, 5 s apart, the next start is held back for {1} s")
    @CsvSource({"0, 0", "1, 0", "2, 10"})
    void theFirstTwoKillsOfAProbeAreNotHeldBack(int kills, long held) {
        List<BackOff.Step> before = kills(kills, 5);
        Instant started = kills == 0 ? T0 : before.getLast().startedAt();

        assertThat(BackOff.after(before, started).afterProbeKill(in(5)).min())
                .isEqualTo(Duration.ofSeconds(held));
    }

    @Test
    void aCrashCountsAtOnce() {
        List<BackOff.Step> one = List.of(new BackOff.Step(T0, false, T0));

        assertThat(BackOff.after(one, T0).afterProbeKill(in(5))).isEqualTo(span(10, 25));
    }

    @Test
    void whereTheEndComesNearTheBackOffItMayOrMayNotBeHeldBack() {
        Span nineToEleven = span(9, 11);

        assertThat(BackOff.after(kills(2, 5), T0.plusSeconds(10)).afterProbeKill(nineToEleven))
                .isEqualTo(span(0, 25));
    }

    @Test
    void tenMinutesWithoutAStartAreForgotten() {
        BackOff soon = BackOff.after(kills(8, 5), T0.plusSeconds(40));

        assertThat(soon.afterProbeKill(in(200))).isEqualTo(span(300, 315));
        assertThat(soon.afterProbeKill(in(601))).isEqualTo(Span.NONE);
        List<BackOff.Step> anew = new ArrayList<>(kills(8, 5));
        Instant later = T0.plusSeconds(40 + 700);
        anew.add(new BackOff.Step(later, true, later));
        assertThat(BackOff.after(anew, later).delay()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest(name = "after {0} crashes the next start waits {1} s")
    @CsvSource({"0, 0", "1, 10", "2, 20", "3, 40", "4, 80", "5, 160", "6, 300", "9, 300"})
    void eachCrashDoublesTheNextWaitUpToFiveMinutes(int crashes, long seconds) {
        List<BackOff.Step> before = crashes(crashes, 5);

        assertThat(BackOff.after(before, T0.plusSeconds(crashes * 5 + 5)).afterExit())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aRunOfTenMinutesMakesTheKubeletForgetBeforeTheNextExit() {
        List<BackOff.Step> four = crashes(4, 5);
        Instant started = four.getLast().startedAt();

        assertThat(BackOff.after(four, started.plusSeconds(600)).afterExit())
                .isEqualTo(Duration.ofSeconds(80));
        assertThat(BackOff.after(four, started.plusSeconds(601)).afterExit())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void aLongRunInBetweenBeginsTheCountAnew() {
        List<BackOff.Step> steps = crashes(3, 5);
        Instant end = steps.getLast().startedAt().plusSeconds(700);
        steps.add(new BackOff.Step(end, false, end));

        assertThat(BackOff.after(steps, end.plusSeconds(10)).afterExit())
                .isEqualTo(Duration.ofSeconds(10));
    }

    private static List<BackOff.Step> crashes(int count, long apart) {
        return restarts(count, apart, false);
    }

    /** So many, the first after one interval. */
    private static List<BackOff.Step> kills(int count, long apart) {
        return restarts(count, apart, true);
    }

    private static List<BackOff.Step> restarts(int count, long apart, boolean byProbe) {
        List<BackOff.Step> steps = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Instant at = T0.plusSeconds(i * apart);
            steps.add(new BackOff.Step(at, byProbe, at));
        }
        return steps;
    }

    private static Span in(long seconds) {
        return span(seconds, seconds);
    }

    private static Span span(long min, long max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
