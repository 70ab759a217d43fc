package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A process whose own database never comes back is ended, and no other. */
class LastResortTests {

    private final DatabaseProbe probe = mock();
    private final AtomicInteger ends = new AtomicInteger();
    private final LastResort last = new LastResort(probe, true, ends::incrementAndGet);

    private void rounds(int number) {
        for (int i = 0; i < number; i++) {
            last.round();
        }
    }

    @Test
    void looksThatDoNotEndForTwoMinutesEndIt() {
        given(probe.ended()).willReturn(7L);

        rounds(LastResort.ROUNDS);
        assertThat(ends).hasValue(0);
        rounds(1);
        assertThat(ends).hasValue(1);
    }

    @Test
    void oneThatEndsBetweenBeginsTheTimeAnew() {
        given(probe.ended()).willReturn(7L);
        rounds(LastResort.ROUNDS);
        given(probe.ended()).willReturn(8L);
        rounds(LastResort.ROUNDS);

        assertThat(ends).hasValue(0);
    }

    @Test
    void beforeTheFirstLookNothingIsKnown() {
        rounds(10 * LastResort.ROUNDS);

        assertThat(ends).hasValue(0);
    }

    @Test
    void databaseElsewhereMayBeAwayForLong() {
        LastResort elsewhere = new LastResort(probe, false, ends::incrementAndGet);
        elsewhere.start();

        assertThat(elsewhere.isRunning()).isFalse();
    }

    @Test
    void itsOwnIsWatchedFromTheStartToTheStop() {
        last.start();
        assertThat(last.isRunning()).isTrue();
        last.stop();
        assertThat(last.isRunning()).isFalse();
    }
}
