package dev.okiagari.web;

import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Timeline;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** What happened to containers within a range, a lane each. */
@RestController
class TimelineApi {

    private final Past past;
    private final Bench bench;
    private final TimelineStory story;
    private final Texts texts;
    private final Clock clock;

    TimelineApi(Past past, Bench bench, TimelineStory story, Texts texts, Clock clock) {
        this.past = past;
        this.bench = bench;
        this.story = story;
        this.texts = texts;
        this.clock = clock;
    }

    @Operation(
            summary = "A range of the history as lanes, for a picture",
            description =
                    "A lane is a container of a pod. Lanes with restarts or failed probes come"
                            + " first; where not all fit, those that restarted last (more says"
                            + " so). A lane has its restarts one by one, or, where they are too"
                            + " many, their sums by cause and stretch of time.")
    @GetMapping("/api/timeline")
    TimelineView timeline(@ParameterObject TimelineFilter filter, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        TimelineFilter.Meant meant = filter.meant(now);
        Timeline timeline = past.timeline(meant.query());
        List<ExperimentMark> experiments = bench.marks(meant.span());
        return TimelineView.of(
                now,
                timeline,
                experiments,
                story.tell(timeline, meant.range(), experiments.size(), locale),
                texts,
                locale);
    }
}
