package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTests {

    private Instant time = Instant.parse("2026-11-30T00:00:00Z");
    private Duration running = Duration.ZERO;
    private final Roll roll = mock(Roll.class);
    private final List<Object> published = new ArrayList<>();
    private final InstantSource source = () -> time;
    private final Presence presence =
            new Presence(
                    new Replica("us"),
                    roll,
                    published::add,
                    _ -> {},
                    new Elapsed(source.withZone(ZoneOffset.UTC), () -> running.toNanos()));

    @BeforeEach
    void known() {
        given(roll.beat("us")).willReturn(true);
        given(roll.strike(any(), org.mockito.ArgumentMatchers.anyLong())).willReturn(true);
    }

    @Test
    void beforeTheFirstSignOfLifeNothingMayBeDone() {
        assertThat(presence.lasts(presence.stretch())).isFalse();
    }

    @Test
    void whatWasBegunAtOnceMayBeDone() {
        presence.beat();

        assertThat(presence.lasts(presence.stretch())).isTrue();
    }

    @Test
    void whoStoodStillMayNotDoWhatWasBegunBeforeNotEvenAfterTheNextSign() {
        presence.beat();
        long begun = presence.stretch();

        pass(Duration.ofSeconds(60));
        assertThat(presence.lasts(begun)).isFalse();

        presence.beat();
        assertThat(presence.lasts(begun)).isFalse();
        assertThat(presence.lasts(presence.stretch())).isTrue();
    }

    @Test
    void aMachineThatSleptTellsByTheClockOnTheWall() {
        presence.beat();
        long begun = presence.stretch();

        time = time.plusSeconds(60);

        assertThat(presence.lasts(begun)).isFalse();
    }

    @Test
    void aClockThatIsSetBackHidesNothing() {
        presence.beat();
        long begun = presence.stretch();

        time = time.minusSeconds(3600);
        running = running.plusSeconds(60);

        assertThat(presence.lasts(begun)).isFalse();
    }

    @Test
    void whoWasStruckOffIsInAnotherStretch() {
        presence.beat();
        long begun = presence.stretch();

        given(roll.beat("us")).willReturn(false);
        presence.beat();

        verify(roll).enter("us");
        assertThat(presence.lasts(begun)).isFalse();
    }

    @Test
    void anotherThatGivesNoSignIsStruckOffAndWhatItHadMayBeTakenUp() {
        given(roll.others("us")).willReturn(Map.of("other", 3L));
        beats(5);
        published.clear();

        beats(4);

        verify(roll).strike("other", 3);
        assertThat(published).contains(new RollCalled());
    }

    /** Also the others could not give a sign meanwhile. */
    @Test
    void afterADatabaseThatWasAwayNobodyIsMissedAtOnce() {
        given(roll.others("us")).willReturn(Map.of("other", 3L));
        beats(5);

        given(roll.beat("us")).willThrow(new IllegalStateException("away"));
        assertThatThrownBy(presence::beat).isInstanceOf(IllegalStateException.class);
        pass(Duration.ofSeconds(60));
        org.mockito.BDDMockito.willReturn(true).given(roll).beat("us");
        beats(5);

        verify(roll, never()).strike(any(), org.mockito.ArgumentMatchers.anyLong());
    }

    @Test
    void aProcessThatIsAloneAsksNobody() {
        Presence alone =
                new Presence(
                        Replica.alone(),
                        roll,
                        published::add,
                        _ -> {},
                        Clock.fixed(time, ZoneOffset.UTC));

        alone.start();

        assertThat(alone.lasts(alone.stretch())).isTrue();
        assertThat(alone.isRunning()).isFalse();
        verify(roll, never()).beat(any());
    }

    private void beats(int times) {
        for (int i = 0; i < times; i++) {
            pass(Presence.BEAT);
            presence.beat();
        }
    }

    private void pass(Duration span) {
        time = time.plus(span);
        running = running.plus(span);
    }
}
