package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a workload took to come back, as a page shows it: in words, as a picture, and as a
 * table.
 *
 * @param told in sentences
 * @param chart null where there is nothing yet
 * @param days the newest first
 */
record RecoveryView(
        WorkloadRef workload, List<String> told, @Nullable RecoveryChart chart, List<Row> days) {

    private static final Duration AROUND = Duration.ofMinutes(10);

    RecoveryView {
        told = List.copyOf(told);
        days = List.copyOf(days);
    }

    /**
     * A day.
     *
     * @param median null where it was never seen to be ready again, as {@code worst} is
     */
    record Row(
            String day,
            String href,
            int times,
            int lost,
            @Nullable Message median,
            @Nullable Message worst) {}

    static RecoveryView of(RecoveryTrend trend, List<String> told) {
        return new RecoveryView(
                trend.workload(),
                told,
                trend.points().isEmpty() ? null : RecoveryChart.of(trend),
                trend.days().stream().map(day -> row(trend.workload(), day)).toList());
    }

    private static Row row(WorkloadRef workload, RecoveryTrend.Day day) {
        Spread spread = day.spread();
        return new Row(
                day.day().toString(),
                timeline(workload, start(day.day()), start(day.day().plusDays(1))),
                day.times(),
                day.lost(),
                spread == null ? null : Lengths.fine(spread.median()),
                spread == null ? null : Lengths.fine(spread.worst()));
    }

    /** To the experiment, or to what happened around it. */
    static String href(WorkloadRef workload, RecoveryPoint point) {
        return point.experimentId() == null
                ? timeline(workload, point.at().minus(AROUND), point.at().plus(AROUND))
                : "/experiments/" + point.experimentId();
    }

    /** To the trend of a workload. */
    static String href(WorkloadRef workload) {
        return Href.to("/timeline")
                        .with("last", "7d")
                        .with("namespace", workload.namespace())
                        .with("workload", workload.kind() + "/" + workload.name())
                + "#recovery";
    }

    private static String timeline(WorkloadRef workload, Instant from, Instant to) {
        return Href.to("/timeline")
                .with("from", from)
                .with("to", to)
                .with("namespace", workload.namespace())
                .with("workload", workload.kind() + "/" + workload.name())
                .toString();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
