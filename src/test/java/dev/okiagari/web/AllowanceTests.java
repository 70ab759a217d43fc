package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AllowanceTests {

    private final SetClock clock = new SetClock();
    private final Allowance allowance = new Allowance(clock);

    @Test
    void whileAllIsQuietLooksFollowOneAnotherAtOnce() {
        assertThat(pauseAfter(30)).isZero();
        assertThat(pauseAfter(30)).isZero();
        assertThat(pauseAfter(30)).isZero();
    }

    @Test
    void overTimeAStreamTakesAFifthOfAProcessorAtMost() {
        assertThat(takenInAMinute(70)).isBetween(11_500L, 12_200L);
        assertThat(takenInAMinute(400)).isBetween(11_500L, 12_500L);
    }

    @Test
    void cheapLooksComeTenTimesASecondAtMost() {
        assertThat(takenInAMinute(1)).isBetween(550L, 610L);
    }

    @Test
    void quietEarnsNoMoreThanAFewLooks() {
        clock.advance(Duration.ofHours(1));

        assertThat(pauseAfter(100)).isZero();
        assertThat(pauseAfter(100)).isPositive();
    }

    @Test
    void clockThatIsSetBackHoldsNoStream() {
        pauseAfter(100);
        clock.advance(Duration.ofHours(-1));

        assertThat(pauseAfter(100)).isLessThan(Duration.ofSeconds(1));
    }

    /** Milliseconds of looks within a minute in which something always changes. */
    private long takenInAMinute(long cost) {
        Instant end = clock.instant().plusSeconds(60);
        long taken = 0;
        while (clock.instant().isBefore(end)) {
            taken += cost;
            clock.advance(pauseAfter(cost));
        }
        return taken;
    }

    private Duration pauseAfter(long millis) {
        clock.advance(Duration.ofMillis(millis));
        return allowance.pauseAfter(Duration.ofMillis(millis));
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
