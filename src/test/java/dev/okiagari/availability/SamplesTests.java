package dev.okiagari.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplesTests {

    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");

    private final Samples samples = new Samples(T0, Duration.ofMillis(500));

    @Test
    void anOutageRunsFromTheFirstFailureToTheNextGoodAnswer() {
        answers(true, true, false, false, false, true, true);

        assertThat(sum().outages()).containsExactly(new Availability.Outage(at(2), at(5)));
        assertThat(sum().samples()).isEqualTo(7);
        assertThat(sum().failed()).isEqualTo(3);
    }

    @Test
    void anOutageThatHasNotEndedHasNoEnd() {
        answers(true, false, false);

        assertThat(sum().outages()).containsExactly(new Availability.Outage(at(1), null));
        assertThat(samples.isDown()).isTrue();
    }

    @Test
    void twoOutagesStayTwo() {
        answers(false, true, false, true);

        assertThat(sum().outages())
                .containsExactly(
                        new Availability.Outage(at(0), at(1)),
                        new Availability.Outage(at(2), at(3)));
    }

    @Test
    void answersCountInTheOrderInWhichTheyWereAskedFor() {
        samples.add(2, new Sample(at(2), true, 10));
        samples.add(0, new Sample(at(0), true, 10));
        samples.add(1, new Sample(at(1), false, 1000));

        assertThat(sum().outages()).containsExactly(new Availability.Outage(at(1), at(2)));
        assertThat(samples.isDown()).isFalse();
    }

    @Test
    void onlyGoodAnswersHaveALatency() {
        for (int i = 0; i < 100; i++) {
            samples.add(i, new Sample(at(i), true, i + 1));
        }
        samples.add(100, new Sample(at(100), false, 9999));

        assertThat(sum().latency()).isEqualTo(new Availability.Latency(50, 95, 100));
    }

    @Test
    void withoutAGoodAnswerThereIsNoLatency() {
        answers(false);

        assertThat(sum().latency()).isNull();
    }

    @Test
    void aLongWatchIsFoldedIntoStretchesOfEqualLength() {
        for (int i = 0; i < 1000; i++) {
            samples.add(i, new Sample(at(i), i != 500, 5));
        }

        Availability sum = sum();

        assertThat(sum.bucketMillis()).isEqualTo(2500);
        assertThat(sum.timeline()).hasSize(200);
        assertThat(sum.timeline().get(100)).isEqualTo(new Availability.Bucket(4, 1));
        assertThat(sum.timeline().get(101)).isEqualTo(new Availability.Bucket(5, 0));
    }

    private void answers(boolean... good) {
        for (int i = 0; i < good.length; i++) {
            samples.add(i, new Sample(at(i), good[i], 3));
        }
    }

    private Availability sum() {
        return samples.sum("direct", true);
    }

    private static Instant at(int number) {
        return T0.plusMillis(500L * number);
    }
}
