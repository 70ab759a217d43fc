package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the sentences over a timeline say. */
class TimelineStoryTests {

    private static final TimeRange HOUR =
            new TimeRange(TimelineFixture.FROM, TimelineFixture.TO, "1h");
    private static final TimeRange THEN =
            new TimeRange(TimelineFixture.FROM, TimelineFixture.TO, null);

    private final ShownPast past = new ShownPast();
    private final TimelineStory story = new TimelineStory(past, new RolloutStory(texts()), texts());

    @Test
    void regularKillsAreToldWithTheirInterval() {
        past.before = TimelineFixture.FROM.minus(Duration.ofDays(3));

        assertThat(told(sleeper(6)))
                .containsExactly(
                        "sleeper was killed by its liveness probe 6 times, every 90 s; before that"
                                + " nothing for 3 days.");
        assertThat(story.tell(sleeper(6), THEN, 0, Locale.JAPANESE))
                .containsExactly(
                        "sleeper は liveness プローブにより 6 回停止されました（90 秒ごと）。それ以前の 3"
                                + " 日間は再起動がありませんでした。");
    }

    @Test
    void whatGoesOnForLongHasNoBefore() {
        past.before = TimelineFixture.FROM.minusSeconds(30);

        assertThat(told(sleeper(6)))
                .containsExactly("sleeper was killed by its liveness probe 6 times, every 90 s.");
    }

    @Test
    void whatHappenedOnceIsNotCounted() {
        assertThat(told(TimelineFixture.of(lane("web", RestartCause.OOM, 60, 0, 1))))
                .containsExactly("web ran out of memory once.");
    }

    @Test
    void twoAreToldWithTheTimeBetweenThem() {
        assertThat(told(TimelineFixture.of(lane("web", RestartCause.CRASH, 60, 720, 2))))
                .containsExactly("web crashed 2 times, within 12 min.");
    }

    @Test
    void podsOfAWorkloadAreCountedTogether() {
        assertThat(
                        told(
                                TimelineFixture.of(
                                        TimelineFixture.lane(
                                                "web", "web-1", "app", RestartCause.CRASH, 1, 9, 2),
                                        TimelineFixture.lane(
                                                "web",
                                                "web-2",
                                                "app",
                                                RestartCause.CRASH,
                                                1,
                                                9,
                                                2))))
                .containsExactly("app of web crashed 4 times, in 2 pods.");
    }

    @Test
    void theMostComeFirstAndTheRestIsSummedUp() {
        assertThat(
                        told(
                                TimelineFixture.of(
                                        lane("a", RestartCause.OOM, 1, 0, 1),
                                        lane("b", RestartCause.OOM, 1, 600, 3),
                                        lane("c", RestartCause.OOM, 1, 700, 2),
                                        lane("d", RestartCause.OOM, 1, 0, 1))))
                .containsExactly(
                        "b ran out of memory 3 times, every 10 min.",
                        "c ran out of memory 2 times, within 12 min.",
                        "a ran out of memory once.",
                        "One more restart of another or for another cause.");
    }

    @Test
    void whetherItIsOverIsToldOfTheLiveEdgeOnly() {
        Timeline.Lane web = lane("web", RestartCause.CRASH, 60, 0, 1);
        Instant since = TimelineFixture.FROM.plusSeconds(60);
        Timeline up = TimelineFixture.of(TimelineFixture.running(web, since, null));
        Timeline down = TimelineFixture.of(TimelineFixture.running(web, since, TimelineFixture.TO));
        assertThat(story.tell(up, HOUR, 0, Locale.ENGLISH))
                .containsExactly("web crashed once. It has been running for 59 min.");
        assertThat(story.tell(down, HOUR, 0, Locale.ENGLISH))
                .containsExactly("web crashed once. It is down now.");
        assertThat(told(up)).containsExactly("web crashed once.");
    }

    @Test
    void nothingIsGoodUnlessItWasNotSeen() {
        Timeline nothing = TimelineFixture.of();
        assertThat(story.tell(nothing, HOUR, 0, Locale.ENGLISH))
                .containsExactly("No restarts in the last hour. Good.");
        assertThat(told(nothing)).containsExactly("No restarts in this range. Good.");
        assertThat(told(TimelineFixture.withGaps(nothing, TimelineFixture.gap(null))))
                .containsExactly(
                        "No restarts are known of this range, but part of it was not seen.");
    }

    @Test
    void gapsAndExperimentsAreMentioned() {
        Timeline one =
                TimelineFixture.withGaps(
                        TimelineFixture.of(lane("web", RestartCause.CRASH, 60, 0, 1)),
                        TimelineFixture.gap(4));
        assertThat(story.tell(one, THEN, 2, Locale.ENGLISH))
                .containsExactly(
                        "web crashed once.",
                        "What happened in one stretch is not known, 4 restarts among it.",
                        "2 experiments are marked.");
    }

    @Test
    void whatIsNoLongerKeptIsSaid() {
        past.kept = Duration.ofMinutes(30);

        assertThat(told(TimelineFixture.of()))
                .containsExactly(
                        "No restarts in this range. Good.",
                        "Only the last 30 min are kept: what happened before has been deleted"
                                + " (okiagari.history.keep).");
    }

    @Test
    void aRolloutIsToldWithTheRestartsThatBeganWithIt() {
        Timeline crashing = TimelineFixture.of(lane("web", RestartCause.CRASH, 60, 0, 1));

        assertThat(told(rolledOut(crashing, 18, 24, RolloutState.COMPLETE)))
                .containsExactly(
                        "web crashed once.",
                        "web was rolled out to revision 7d9f within 24 s.",
                        "Its restarts began 42 s after the beginning of that rollout.");
        assertThat(told(rolledOut(crashing, 61, 24, RolloutState.UNDONE)))
                .containsExactly(
                        "web crashed once.",
                        "The rollout of web to revision 7d9f was undone after 24 s.");
    }

    @Test
    void aRolloutThatIsNotThroughIsToldFirst() {
        Timeline three =
                TimelineFixture.withRollouts(
                        TimelineFixture.of(),
                        TimelineFixture.rollout("a", "1", 1, null, RolloutState.PROGRESSING),
                        TimelineFixture.rollout("b", "2", 2, 5, RolloutState.COMPLETE),
                        TimelineFixture.rollout("c", "3", 3, 5, RolloutState.COMPLETE));

        assertThat(told(three))
                .containsExactly(
                        "No restarts in this range. Good.",
                        "The rollout of a to revision 1 is not complete.",
                        "c was rolled out to revision 3 within 5 s.",
                        "One more rollout is marked.");
    }

    private static Timeline rolledOut(
            Timeline timeline, int first, int seconds, RolloutState state) {
        return TimelineFixture.withRollouts(
                timeline, TimelineFixture.rollout("web", "7d9f", first, seconds, state));
    }

    private List<String> told(Timeline timeline) {
        return story.tell(timeline, THEN, 0, Locale.ENGLISH);
    }

    private static Timeline sleeper(int times) {
        return TimelineFixture.of(lane("sleeper", RestartCause.LIVENESS, 60, 90, times));
    }

    private static Timeline.Lane lane(
            String workload, RestartCause cause, int first, int interval, int number) {
        return TimelineFixture.lane(
                workload, workload + "-1", workload, cause, first, interval, number);
    }

    static Texts texts() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/web", "messages/history");
        messages.setDefaultEncoding("UTF-8");
        messages.setAlwaysUseMessageFormat(true);
        messages.setFallbackToSystemLocale(false);
        return new Texts(messages);
    }
}
