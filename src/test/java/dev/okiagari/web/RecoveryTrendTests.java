package dev.okiagari.web;

import static dev.okiagari.web.RecoveryFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.experiment.Spread;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.ReplacementCause;
import dev.okiagari.history.RestartCause;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is counted as a recovery, and what is said of it. */
class RecoveryTrendTests {

    private final ShownPast past = new ShownPast();
    private final ShownBench bench = new ShownBench();
    private final RecoveryStory story = new RecoveryStory(TimelineStoryTests.texts());

    @Test
    void restartsReplacementsAndExperimentsAreCountedByDay() {
        UUID ours = UUID.randomUUID();
        past.comebacks.add(RecoveryFixture.restart(1, 2000));
        past.comebacks.add(RecoveryFixture.restart(1, 9000));
        past.comebacks.add(RecoveryFixture.replacement(1, ReplacementCause.EVICTED, 4));
        past.comebacks.add(RecoveryFixture.restart(3, null));
        bench.marks.add(RecoveryFixture.experiment(ours, 3, "restarted", 1.9));

        List<RecoveryTrend.Day> days = trend().days();

        assertThat(days).extracting(RecoveryTrend.Day::times).containsExactly(3, 2);
        assertThat(days).extracting(RecoveryTrend.Day::lost).containsExactly(0, 1);
        assertThat(days)
                .extracting(RecoveryTrend.Day::spread)
                .containsExactly(new Spread(4, 9), new Spread(1.9, 1.9));
    }

    @Test
    void whatAnExperimentMeasuredCountsOnce() {
        UUID ours = UUID.randomUUID();
        past.comebacks.add(RecoveryFixture.restart(1, 1000, ours));
        past.comebacks.add(RecoveryFixture.restart(1, 5000, UUID.randomUUID()));
        bench.marks.add(RecoveryFixture.experiment(ours, 1, "restarted", 2.0));

        assertThat(trend().points()).extracting(RecoveryPoint::seconds).containsOnly(2.0, 5.0);
    }

    @Test
    void aRolloutIsNoRecoveryAndNeitherIsWhatEndedUnseen() {
        past.comebacks.add(RecoveryFixture.replacement(1, ReplacementCause.ROLLOUT, 4));
        past.comebacks.add(RecoveryFixture.replacement(1, ReplacementCause.SCALED, 4));
        past.comebacks.add(
                new Comeback(
                        new Comeback.Of.Container("app", RestartCause.UNKNOWN),
                        PagesFixture.NOW,
                        "web-1",
                        null,
                        PagesFixture.NOW,
                        null));

        assertThat(trend().points()).isEmpty();
    }

    @Test
    void clocksThatDifferMakeNoLengthBelowNothing() {
        past.comebacks.add(RecoveryFixture.restart(1, -400));

        assertThat(trend().spread()).isEqualTo(new Spread(0, 0));
    }

    @Test
    void theWholeAndTheLastWeekAreToldInWords() {
        for (int day = 1; day <= 3; day++) {
            past.comebacks.add(RecoveryFixture.restart(day, 1900));
            past.comebacks.add(RecoveryFixture.restart(day + 10, 34_000));
        }
        past.comebacks.add(RecoveryFixture.restart(20, null));

        assertThat(told())
                .containsExactly(
                        "Within four weeks web came back 6 times, in the median after 18 s, at"
                                + " worst after 34 s.",
                        "In the last 7 days it took 1.9 s in the median, before that 34 s.",
                        "Once it was not seen to be ready again.");
    }

    @Test
    void fewAreNotHeldAgainstEachOther() {
        past.comebacks.add(RecoveryFixture.restart(1, 1900));

        assertThat(told()).containsExactly("Within four weeks web came back once, after 1.9 s.");
    }

    @Test
    void nothingYetAndNothingButLossesAreSaidAsSuch() {
        assertThat(told()).singleElement().asString().startsWith("Nothing is known of web");

        past.comebacks.add(RecoveryFixture.restart(1, null));
        assertThat(told())
                .containsExactly(
                        "web was not seen to be ready again within these four weeks.",
                        "Once it was not seen to be ready again.");
    }

    @Test
    void thatThereWereMoreThanAreLookedAtIsSaid() {
        past.comebacks.addAll(
                Collections.nCopies(
                        dev.okiagari.history.Comebacks.MOST, RecoveryFixture.restart(1, 1)));

        assertThat(told()).last().asString().contains("newest 5000 restarts");
    }

    @Test
    void thePictureHasEachPlaceOnceAndTheLongestHighest() {
        past.comebacks.addAll(Collections.nCopies(100, RecoveryFixture.restart(1, 2000)));
        past.comebacks.add(RecoveryFixture.restart(2, 60_000));
        past.comebacks.add(RecoveryFixture.restart(2, null));

        RecoveryChart chart = RecoveryChart.of(trend());

        assertThat(chart.dots()).hasSize(3);
        assertThat(y(chart, 60.0)).isLessThan(y(chart, 2.0));
        assertThat(chart.dots())
                .filteredOn(dot -> dot.took() == null)
                .allMatch(dot -> dot.y() < 20);
        assertThat(chart.lost()).isTrue();
        assertThat(chart.weeks()).hasSize(4);
        assertThat(chart.bars()).hasSize(2);
    }

    @Test
    void aDayNearAnEdgeOfThePictureIsWrittenInsideIt() {
        past.comebacks.add(RecoveryFixture.restart(1, 2000));

        assertThat(RecoveryChart.of(trend()).weeks())
                .extracting(RecoveryChart.Week::side)
                .containsExactly("end", "", "", "");
    }

    @Test
    void theMarksThatThePictureHasAreNamed() {
        past.comebacks.addAll(Collections.nCopies(2, RecoveryFixture.restart(1, 2000)));
        past.comebacks.add(RecoveryFixture.replacement(1, ReplacementCause.DELETED, 4));

        assertThat(RecoveryChart.of(trend()).marks()).containsExactly(Mark.BAD, Mark.COMPLETED);
    }

    private static int y(RecoveryChart chart, double seconds) {
        return chart.dots().stream()
                .filter(dot -> Lengths.fine(seconds).equals(dot.took()))
                .findFirst()
                .orElseThrow()
                .y();
    }

    private List<String> told() {
        return story.tell(trend(), Locale.ENGLISH);
    }

    private RecoveryTrend trend() {
        return new RecoveryTrends(past, bench).of(WEB, PagesFixture.NOW.plus(Duration.ofMillis(1)));
    }
}
