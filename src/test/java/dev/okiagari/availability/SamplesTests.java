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
        samples.add(2, good(2, 10));
        samples.add(0, good(0, 10));
        samples.add(1, bad(1));

        assertThat(sum().outages()).containsExactly(new Availability.Outage(at(1), at(2)));
        assertThat(samples.isDown()).isFalse();
    }

    @Test
    void onlyGoodAnswersHaveALatency() {
        for (int i = 0; i < 100; i++) {
            samples.add(i, good(i, i + 1));
        }
        samples.add(100, bad(100));

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
            samples.add(i, i == 500 ? bad(i) : good(i, 5));
        }

        Availability sum = sum();

        assertThat(sum.bucketMillis()).isEqualTo(4000);
        assertThat(sum.timeline()).hasSize(125);
        assertThat(sum.timeline().get(62)).isEqualTo(new Availability.Bucket(7, 1));
        assertThat(sum.timeline().get(63)).isEqualTo(new Availability.Bucket(8, 0));
        assertThat(sum.timeline().stream().mapToInt(b -> b.good() + b.bad()).sum()).isEqualTo(1000);
    }

    @Test
    void aRequestThatIsSentALittleEarlyBelongsToItsOwnStretch() {
        samples.add(0, good(0, 3));
        samples.add(1, new Sample(at(1).minusMillis(1), Answer.GOOD, 3));
        samples.add(2, new Sample(at(2).plusMillis(200), Answer.GOOD, 3));

        assertThat(sum().timeline())
                .containsExactly(
                        new Availability.Bucket(1, 0),
                        new Availability.Bucket(1, 0),
                        new Availability.Bucket(1, 0));
    }

    @Test
    void whatIsNotYetAnsweredHidesWhatWasAskedLater() {
        samples.add(0, good(0, 3));
        samples.add(2, bad(2));

        assertThat(running().samples()).isEqualTo(1);
        samples.add(1, good(1, 900));

        assertThat(running().samples()).isEqualTo(3);
    }

    @Test
    void atTheEndWhatHasNoAnswerIsLeftOut() {
        samples.add(0, good(0, 3));
        samples.add(2, bad(2));

        assertThat(sum().samples()).isEqualTo(2);
        assertThat(samples.add(1, good(1, 3))).isFalse();
        assertThat(sum().samples()).isEqualTo(2);
    }

    @Test
    void onlyTheFirstWordAboutARequestCounts() {
        assertThat(samples.add(0, bad(0))).isTrue();
        assertThat(samples.add(0, good(0, 3))).isFalse();

        assertThat(sum().failed()).isEqualTo(1);
    }

    @Test
    void failuresAreCountedByTheirReason() {
        samples.add(0, bad(0));
        samples.add(1, new Sample(at(1), Answer.REFUSED, 1));
        samples.add(2, new Sample(at(2), Answer.REFUSED, 1));

        assertThat(sum().failures())
                .containsExactly(
                        new Availability.Failures(Answer.REFUSED, 2),
                        new Availability.Failures(Answer.TIMED_OUT, 1));
    }

    @Test
    void whatFlapsForAnHourIsToldByItsSum() {
        for (int i = 0; i < 36_000; i++) {
            samples.add(i, i % 2 == 0 ? good(i, 3) : bad(i));
        }

        Availability sum = sum();

        assertThat(sum.outages()).hasSize(Outages.MOST + 1);
        assertThat(sum.outages().size() + sum.moreOutages()).isEqualTo(18_000);
        assertThat(sum.downMillis()).isEqualTo(17_999 * 500L);
        assertThat(sum.timeline()).hasSizeLessThanOrEqualTo(Timeline.MOST);
    }

    @Test
    void anOutageThatGoesOnCountsUpToItsLastFailure() {
        answers(true, false, false, false);

        assertThat(running().downMillis()).isEqualTo(1000);
    }

    @Test
    void aClockThatWasSetBackMakesNoTimeNegative() {
        samples.add(0, bad(10));
        samples.add(1, good(2, 3));

        assertThat(sum().downMillis()).isZero();
        assertThat(sum().timeline()).isNotEmpty();
    }

    private void answers(boolean... good) {
        for (int i = 0; i < good.length; i++) {
            samples.add(i, good[i] ? good(i, 3) : bad(i));
        }
    }

    private Availability sum() {
        return samples.sum("direct", true);
    }

    private Availability running() {
        return samples.sum("direct", false);
    }

    private static Sample good(int number, int millis) {
        return new Sample(at(number), Answer.GOOD, millis);
    }

    private static Sample bad(int number) {
        return new Sample(at(number), Answer.TIMED_OUT, 1000);
    }

    private static Instant at(int number) {
        return T0.plusMillis(500L * number);
    }
}
