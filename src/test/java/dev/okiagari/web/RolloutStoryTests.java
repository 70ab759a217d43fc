package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Rollout;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Timeline;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rollouts are told, and in which order. */
class RolloutStoryTests {

    private final RolloutStory story = new RolloutStory(TimelineStoryTests.texts());

    @Test
    void theOneThatRestartsBeganWithIsToldFirst() {
        assertThat(
                        told(
                                rollout("a", 1, null, RolloutState.PROGRESSING),
                                rollout("web", 20, 24, RolloutState.COMPLETE),
                                rollout("b", 30, 24, RolloutState.COMPLETE),
                                rollout("c", 40, 24, RolloutState.UNDONE)))
                .containsExactly(
                        "web was rolled out to revision 7d9f within 24 s.",
                        "Its restarts began 40 s after the beginning of that rollout.",
                        "The rollout of c to revision 7d9f was undone after 24 s.",
                        "2 more rollouts are marked.");
    }

    @Test
    void withoutRestartsTheOneThatIsNotOverIsToldFirst() {
        assertThat(
                        told(
                                rollout("a", 1, null, RolloutState.PROGRESSING),
                                rollout("b", 30, 24, RolloutState.COMPLETE)))
                .containsExactly(
                        "The rollout of a to revision 7d9f is not complete.",
                        "b was rolled out to revision 7d9f within 24 s.");
    }

    /** The workload web crashes twice from second 60 on. */
    private List<String> told(Rollout... rollouts) {
        Timeline crashing =
                TimelineFixture.of(
                        TimelineFixture.lane("web", "web-1", "web", RestartCause.CRASH, 60, 60, 2));
        return story.tell(
                TimelineFixture.withRollouts(crashing, rollouts),
                TimelineGroup.of(crashing),
                Locale.ENGLISH);
    }

    private static Rollout rollout(
            String workload, int first, @Nullable Integer seconds, RolloutState state) {
        return TimelineFixture.rollout(workload, "7d9f", first, seconds, state);
    }
}
