package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lane of a timeline as a row of its table.
 *
 * @param href null where its pod is gone
 * @param first null where it did not restart, as {@code last} is
 * @param failures how often its probes failed
 * @param exact whether these are all
 */
record TimelineRow(
        String namespace,
        String kind,
        String workload,
        String pod,
        String container,
        @Nullable String href,
        int total,
        List<Count> causes,
        @Nullable Moment first,
        @Nullable Moment last,
        int failures,
        boolean exact) {

    TimelineRow {
        causes = List.copyOf(causes);
    }

    /** How many of one cause. */
    record Count(Mark mark, String cause, int count) {}

    static TimelineRow of(Timeline.Lane lane) {
        ContainerRef container = lane.container();
        List<Instant> times = times(lane);
        return new TimelineRow(
                container.pod().namespace(),
                lane.workload().kind(),
                lane.workload().name(),
                container.pod().name(),
                container.name(),
                lane.endedAt() == null
                        ? Href.container(
                                container.pod().namespace(),
                                container.pod().name(),
                                container.name())
                        : null,
                lane.total(),
                causes(lane),
                times.isEmpty() ? null : Moment.at(times.getFirst()),
                times.isEmpty() ? null : Moment.at(times.getLast()),
                lane.failures().stream().mapToInt(Timeline.Failures::count).sum(),
                lane.failures().stream().allMatch(Timeline.Failures::exact));
    }

    private static List<Instant> times(Timeline.Lane lane) {
        return Stream.concat(
                        lane.restarts().stream().map(TimelineView::at),
                        lane.sums().stream().flatMap(sum -> Stream.of(sum.from(), sum.to())))
                .sorted()
                .toList();
    }

    private static List<Count> causes(Timeline.Lane lane) {
        Map<RestartCause, Integer> counts = new EnumMap<>(RestartCause.class);
        for (Restart restart : lane.restarts()) {
            counts.merge(restart.cause(), 1, Integer::sum);
        }
        for (Timeline.Sum sum : lane.sums()) {
            counts.merge(sum.cause(), sum.count(), Integer::sum);
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new Count(Mark.of(entry.getKey()), entry.getKey().text(), entry.getValue()))
                .toList();
    }
}
