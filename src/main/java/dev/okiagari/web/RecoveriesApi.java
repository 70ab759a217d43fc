package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadName;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Spread;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** How long a workload took to come back, over weeks. */
@RestController
class RecoveriesApi {

    private static final int MOST = 1000;

    private final RecoveryTrends trends;
    private final RecoveryStory story;
    private final Clock clock;

    RecoveriesApi(RecoveryTrends trends, RecoveryStory story, Clock clock) {
        this.trends = trends;
        this.story = story;
        this.clock = clock;
    }

    /**
     * A trend.
     *
     * @param times how often it went
     * @param lost how often it was not seen to be ready again
     * @param more whether there were more than are counted here
     * @param days in UTC, those on which it went, the newest first
     * @param items the newest of them
     */
    record TrendView(
            String namespace,
            PodView.Workload workload,
            Instant from,
            Instant to,
            int times,
            int lost,
            @Nullable Double median,
            @Nullable Double worst,
            boolean more,
            List<TrendDay> days,
            List<TrendItem> items,
            List<String> summary) {}

    /** A day of a trend; lengths in seconds. */
    record TrendDay(
            LocalDate day, int times, int lost, @Nullable Double median, @Nullable Double worst) {

        static TrendDay of(RecoveryTrend.Day day) {
            Spread spread = day.spread();
            return new TrendDay(
                    day.day(),
                    day.times(),
                    day.lost(),
                    spread == null ? null : spread.median(),
                    spread == null ? null : spread.worst());
        }
    }

    /**
     * One time that it came back.
     *
     * @param cause of the restart or replacement, or the fault of the experiment
     * @param seconds null where it was not seen to be ready again
     */
    record TrendItem(
            RecoveryPoint.Kind kind,
            Instant at,
            String cause,
            String pod,
            @Nullable String container,
            @Nullable Double seconds,
            @Nullable String experimentId) {

        static TrendItem of(RecoveryPoint point) {
            return new TrendItem(
                    point.kind(),
                    point.at(),
                    point.cause(),
                    point.pod(),
                    point.container(),
                    point.took() == null ? null : point.seconds(),
                    point.experimentId());
        }
    }

    @Operation(
            summary = "How long a workload took to come back, over four weeks",
            description =
                    "From the end of a container or pod until its successor was ready, by restarts"
                            + " and replacements that were not planned, and by experiments from"
                            + " the injection on. What was not seen to be ready again counts as"
                            + " lost.")
    @GetMapping("/api/recoveries/trend")
    TrendView trend(
            @RequestParam(required = false) @Nullable String namespace,
            @Parameter(description = "Kind/name") @RequestParam(required = false)
                    @Nullable String workload,
            ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RecoveryTrend trend = trends.of(meant(namespace, workload), now);
        Spread spread = trend.spread();
        return new TrendView(
                trend.workload().namespace(),
                new PodView.Workload(trend.workload().kind(), trend.workload().name()),
                trend.from(),
                trend.to(),
                trend.points().size(),
                trend.lost(),
                spread == null ? null : spread.median(),
                spread == null ? null : spread.worst(),
                trend.more(),
                trend.days().stream().map(TrendDay::of).toList(),
                trend.points().stream().limit(MOST).map(TrendItem::of).toList(),
                story.tell(trend, locale));
    }

    private static WorkloadRef meant(@Nullable String namespace, @Nullable String workload) {
        if (namespace == null || namespace.isBlank()) {
            throw ApiProblem.badField("namespace", Message.of("api.input.needed"));
        }
        if (workload == null || workload.isBlank()) {
            throw ApiProblem.badField("workload", Message.of("api.input.needed"));
        }
        WorkloadName name = WorkloadName.of(workload.strip());
        if (name.kind() == null || name.kind().isEmpty() || name.name().isEmpty()) {
            throw ApiProblem.badField("workload", Message.of("api.input.workload", workload));
        }
        return new WorkloadRef(namespace.strip(), name.kind(), name.name());
    }
}
