package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How fast logs are read: the clock goes on only while somebody waits. */
class PaceTests {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final Pace pace =
            new Pace(new Moved(), time -> now.updateAndGet(at -> at.plus(time)), 60);

    @Test
    void theFirstTenGoAtOnceAndTheOthersOneASecond() throws Exception {
        for (int i = 0; i < 10; i++) {
            pace.await();
        }
        assertThat(now).hasValue(BEGIN);

        for (int i = 0; i < 50; i++) {
            pace.await();
        }
        assertThat(now.get()).isBetween(BEGIN.plusSeconds(49), BEGIN.plusSeconds(51));
    }

    @Test
    void anHourOfSilenceSavesUpNoMoreThanTen() throws Exception {
        now.set(BEGIN.plus(Duration.ofHours(1)));
        for (int i = 0; i < 11; i++) {
            pace.await();
        }

        assertThat(now.get()).isEqualTo(BEGIN.plus(Duration.ofHours(1)).plusSeconds(1));
    }

    /** A clock that a test moves. */
    private final class Moved extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
