package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.Rollout;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in words which rollouts a timeline shows, and whether restarts began with one. */
@Component
class RolloutStory {

    private static final int TOLD = 2;

    /** Restarts that begin later may have another reason. */
    private static final Duration SOON = Duration.ofMinutes(30);

    private final Texts texts;

    RolloutStory(Texts texts) {
        this.texts = texts;
    }

    /** A rollout and the restarts that began with it; null where none did. */
    private record Told(Rollout rollout, @Nullable TimelineGroup restarts) {

        static Told of(Rollout rollout, List<TimelineGroup> groups) {
            return new Told(
                    rollout,
                    groups.stream()
                            .filter(group -> followed(rollout, group))
                            .findFirst()
                            .orElse(null));
        }

        boolean isFollowed() {
            return restarts != null;
        }

        boolean isOpen() {
            return rollout.state() != RolloutState.COMPLETE;
        }
    }

    /**
     * Those that restarts began with, then those that are not over or did not come to their end,
     * before the others; the newest first.
     */
    List<String> tell(Timeline timeline, List<TimelineGroup> groups, Locale locale) {
        List<Told> all =
                timeline.rollouts().stream()
                        .map(one -> Told.of(one, groups))
                        .sorted(
                                Comparator.comparing(Told::isFollowed)
                                        .thenComparing(Told::isOpen)
                                        .thenComparing(one -> one.rollout().from())
                                        .reversed())
                        .toList();
        List<String> told = new ArrayList<>();
        for (Told one : all.stream().limit(TOLD).toList()) {
            told.add(sentence(one.rollout(), locale));
            if (one.restarts() != null) {
                told.add(then(one.rollout(), one.restarts(), locale));
            }
        }
        if (all.size() > TOLD) {
            told.add(texts.plural("web.story.rollouts", all.size() - TOLD, locale));
        }
        return told;
    }

    private String sentence(Rollout one, Locale locale) {
        Instant to = one.to();
        return texts.render(
                new Message(
                        "web.story.rollout." + one.state().text(),
                        List.of(
                                one.workload().name(),
                                one.revision(),
                                to == null ? "" : length(one.from(), to, locale))),
                locale);
    }

    /**
     * Whether all that is known of a container's restarts came after it, and the first one soon.
     */
    private static boolean followed(Rollout one, TimelineGroup group) {
        if (!group.isTold() || !group.workload().equals(one.workload())) {
            return false;
        }
        Instant first = group.times().getFirst();
        return !first.isBefore(one.from()) && first.isBefore(one.from().plus(SOON));
    }

    private String then(Rollout one, TimelineGroup group, Locale locale) {
        return texts.render(
                Message.of(
                        "web.story.rollout.then",
                        length(one.from(), group.times().getFirst(), locale)),
                locale);
    }

    private String length(Instant from, Instant to, Locale locale) {
        return texts.render(Lengths.of(Duration.between(from, to)), locale);
    }
}
