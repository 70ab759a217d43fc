package dev.okiagari.web;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import dev.okiagari.history.TimelineQuery;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;

/** What happened to whom and when: as a picture, in words, and as tables that say the same. */
@Controller
class TimelinePage {

    private static final int LINES = 200;
    private static final int ROWS = 100;

    private final Past past;
    private final Bench bench;
    private final TimelineStory story;
    private final RecoveryTrends trends;
    private final RecoveryStory recoveries;
    private final Pulse pulse;
    private final Clock clock;

    TimelinePage(
            Past past,
            Bench bench,
            TimelineStory story,
            RecoveryTrends trends,
            RecoveryStory recoveries,
            Pulse pulse,
            Clock clock) {
        this.past = past;
        this.bench = bench;
        this.story = story;
        this.trends = trends;
        this.recoveries = recoveries;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** A button that shows the last so long. */
    record Range(String word, String href, boolean current) {}

    @GetMapping("/timeline")
    Rendering show(TimelineFilter given, Locale locale) {
        TimelineFilter filter = given.asWritten();
        try {
            return page(filter, filter.meant(clock.instant()), locale);
        } catch (ApiProblem unclear) {
            return around(filter, null)
                    .status(HttpStatus.BAD_REQUEST)
                    .modelAttribute("wrong", unclear.detail())
                    .modelAttribute("wrongField", Objects.requireNonNullElse(unclear.field(), ""))
                    .build();
        }
    }

    private Rendering page(TimelineFilter filter, TimelineFilter.Meant meant, Locale locale) {
        long beat = pulse.beats();
        Timeline timeline = past.timeline(meant.query());
        List<ExperimentMark> experiments = bench.marks(meant.span());
        List<TimelineItem> items = TimelineItems.of(timeline, experiments);
        List<Timeline.Lane> troubled =
                timeline.lanes().stream().filter(Timeline.Lane::isTroubled).toList();
        return around(filter, meant.range().last())
                .modelAttribute("beat", beat)
                .modelAttribute("from", Moment.at(meant.range().from()))
                .modelAttribute("to", Moment.at(meant.range().to()))
                .modelAttribute(
                        "told", story.tell(timeline, meant.range(), experiments.size(), locale))
                .modelAttribute("quiet", troubled.stream().allMatch(lane -> lane.total() == 0))
                .modelAttribute("rows", troubled.stream().limit(ROWS).map(TimelineRow::of).toList())
                .modelAttribute("moreRows", Math.max(0, troubled.size() - ROWS))
                .modelAttribute("calm", timeline.lanes().size() - troubled.size())
                .modelAttribute("lanes", timeline.lanes().size())
                .modelAttribute("moreLanes", timeline.more())
                .modelAttribute("items", items.stream().limit(LINES).toList())
                .modelAttribute("moreItems", Math.max(0, items.size() - LINES))
                .modelAttribute("recoveries", recoveries(meant.query(), timeline, locale))
                .modelAttribute("csv", filter.href("/timeline/export.csv"))
                .modelAttribute("json", filter.href("/api/timeline"))
                .build();
    }

    /** Of the one workload that is asked for; none where it is not one. */
    private List<RecoveryView> recoveries(TimelineQuery query, Timeline timeline, Locale locale) {
        WorkloadRef only = query.only(timeline);
        if (only == null) {
            return List.of();
        }
        RecoveryTrend trend = trends.of(only, query.to());
        return List.of(RecoveryView.of(trend, recoveries.tell(trend, locale)));
    }

    /** What is there however the range was asked for. */
    private static Rendering.Builder<?> around(TimelineFilter filter, @Nullable String current) {
        return Rendering.view("timeline/page")
                .modelAttribute("filter", filter)
                .modelAttribute(
                        "ranges",
                        TimeRange.words().stream()
                                .map(word ->
                                        new Range(
                                                word,
                                                filter.href("/timeline", word),
                                                word.equals(current)))
                                .toList())
                .modelAttribute(
                        "causes",
                        Arrays.stream(RestartCause.values()).map(RestartCause::text).toList())
                .modelAttribute("live", "/live/timeline");
    }
}
