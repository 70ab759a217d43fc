package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.Gap;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in words what a timeline shows: who restarted, why, how often, since when, and if it is
 * over.
 */
@Component
class TimelineStory {

    private static final int TOLD = 3;

    /** A pause of so many intervals is the beginning of something new. */
    private static final int PAUSE = 3;

    private static final Duration SHORT = Duration.ofMinutes(10);

    private final Past past;
    private final RolloutStory rollouts;
    private final Texts texts;

    TimelineStory(Past past, RolloutStory rollouts, Texts texts) {
        this.past = past;
        this.rollouts = rollouts;
        this.texts = texts;
    }

    /** In sentences, the most important one first. */
    List<String> tell(Timeline timeline, TimeRange range, int experiments, Locale locale) {
        List<TimelineGroup> groups = TimelineGroup.of(timeline);
        List<String> told = new ArrayList<>();
        if (groups.isEmpty()) {
            told.add(texts.render(nothing(timeline, range), locale));
        }
        for (TimelineGroup group : groups.stream().limit(TOLD).toList()) {
            told.add(
                    group.equals(groups.getFirst())
                            ? first(group, timeline.to(), range, locale)
                            : sentence(happened(group, locale), locale));
        }
        int others = groups.stream().skip(TOLD).mapToInt(TimelineGroup::count).sum();
        if (others > 0) {
            told.add(texts.plural("web.story.others", others, locale));
        }
        told.addAll(rollouts.tell(timeline, groups, locale));
        if (!timeline.gaps().isEmpty() && !groups.isEmpty()) {
            told.add(gaps(timeline.gaps(), locale));
        }
        if (experiments > 0) {
            told.add(texts.plural("web.story.experiments", experiments, locale));
        }
        if (timeline.from().isBefore(past.keptSince())) {
            told.add(
                    texts.render(
                            Message.of("web.kept", texts.render(Lengths.of(past.kept()), locale)),
                            locale));
        }
        return told;
    }

    private static Message nothing(Timeline timeline, TimeRange range) {
        if (!timeline.gaps().isEmpty()) {
            return Message.of("web.story.none.known");
        }
        String word = range.last();
        return word == null
                ? Message.of("web.story.none")
                : new Message("web.story.none." + word, List.of());
    }

    /** With what was before, and at the live edge with whether it is over. */
    private String first(TimelineGroup group, Instant now, TimeRange range, Locale locale) {
        String told = withBefore(group, locale);
        return range.last() == null
                ? told
                : now(group, now, locale)
                        .map(over -> texts.render(Message.of("web.story.and", told, over), locale))
                        .orElse(told);
    }

    private String withBefore(TimelineGroup group, Locale locale) {
        String happened = happened(group, locale);
        Duration quiet = quietBefore(group);
        return sentence(
                quiet == null
                        ? happened
                        : texts.render(
                                Message.of(
                                        "web.story.before",
                                        happened,
                                        texts.render(Lengths.of(quiet), locale)),
                                locale),
                locale);
    }

    /** For how long that container had not restarted before; null where it is not told. */
    private @Nullable Duration quietBefore(TimelineGroup group) {
        if (!group.isTold()) {
            return null;
        }
        Instant first =
                group.lanes().stream()
                        .flatMap(lane -> lane.restarts().stream())
                        .map(TimelineView::at)
                        .min(Instant::compareTo)
                        .orElse(group.times().getFirst());
        Duration usual =
                Objects.requireNonNullElse(group.interval(), Duration.ZERO).multipliedBy(PAUSE);
        return past.lastBefore(group.workload(), group.container(), first)
                .map(before -> Duration.between(before, first))
                .filter(quiet -> quiet.compareTo(usual) > 0 && quiet.compareTo(SHORT) > 0)
                .filter(quiet -> first.equals(group.times().getFirst()))
                .orElse(null);
    }

    private String happened(TimelineGroup group, Locale locale) {
        return texts.render(
                new Message(
                        "web.story." + group.cause().text(),
                        List.of(
                                subject(group, locale),
                                texts.plural("web.story.times", group.count(), locale),
                                how(group, locale))),
                locale);
    }

    private String subject(TimelineGroup group, Locale locale) {
        String workload = group.workload().name();
        return group.container().equals(workload)
                ? workload
                : texts.render(Message.of("web.story.of", group.container(), workload), locale);
    }

    private String how(TimelineGroup group, Locale locale) {
        Duration interval = group.interval();
        Duration span = group.span();
        if (interval != null) {
            return with("web.story.every", interval, locale);
        }
        if (group.lanes().size() > 1) {
            return texts.render(Message.of("web.story.pods", group.lanes().size()), locale);
        }
        return span == null ? "" : with("web.story.within", span, locale);
    }

    private String with(String key, Duration length, Locale locale) {
        return texts.render(
                new Message(key, List.of(texts.render(Lengths.of(length), locale))), locale);
    }

    /** Whether it is over; empty where none of its pods is left. */
    private Optional<String> now(TimelineGroup group, Instant now, Locale locale) {
        List<Timeline.Life> last =
                group.lanes().stream()
                        .filter(lane -> lane.endedAt() == null && !lane.runs().isEmpty())
                        .map(lane -> lane.runs().getLast())
                        .toList();
        if (last.isEmpty() || group.cause() == RestartCause.INJECTED) {
            return Optional.empty();
        }
        long down = last.stream().filter(life -> life.finishedAt() != null).count();
        if (down > 0) {
            return Optional.of(
                    last.size() == 1
                            ? texts.render(Message.of("web.story.down"), locale)
                            : texts.render(
                                    Message.of("web.story.down.some", down, last.size()), locale));
        }
        return last.stream()
                .map(Timeline.Life::at)
                .max(Instant::compareTo)
                .map(since -> with("web.story.up", Duration.between(since, now), locale));
    }

    private String gaps(List<Gap> gaps, Locale locale) {
        int missed =
                gaps.stream()
                        .map(Gap::missed)
                        .filter(Objects::nonNull)
                        .collect(Collectors.summingInt(Integer::intValue));
        if (missed == 0) {
            return texts.plural("web.story.gaps", gaps.size(), locale);
        }
        return texts.render(
                gaps.size() == 1
                        ? Message.of("web.story.gaps.missed.one", missed)
                        : Message.of("web.story.gaps.missed", gaps.size(), missed),
                locale);
    }

    private String sentence(String happened, Locale locale) {
        return texts.render(Message.of("web.story.sentence", happened), locale);
    }
}
