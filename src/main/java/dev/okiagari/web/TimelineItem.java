package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Gap;
import dev.okiagari.history.Replacement;
import dev.okiagari.history.Restart;
import dev.okiagari.history.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a timeline shows, as its table and its sheet have it.
 *
 * @param until null where it is an instant
 * @param word cause, reason, probe or fault, in the API's words
 * @param count null where it is one
 * @param exact false where the count is "at least"
 * @param said other people's text, or the end of it
 */
record TimelineItem(
        Kind kind,
        Instant at,
        @Nullable Instant until,
        @Nullable WorkloadRef workload,
        @Nullable String namespace,
        @Nullable String pod,
        @Nullable String container,
        Mark mark,
        String word,
        @Nullable Integer count,
        boolean exact,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String experiment,
        @Nullable Message text,
        @Nullable String said,
        boolean alive) {

    /** What it is. */
    enum Kind {
        RESTART,
        RESTARTS,
        PROBE_FAILURE,
        REPLACEMENT,
        GAP,
        EXPERIMENT;

        public String word() {
            return Words.of(this);
        }
    }

    /** All of a timeline, the newest first. */
    static List<TimelineItem> of(Timeline timeline, List<ExperimentMark> experiments) {
        List<TimelineItem> all = new ArrayList<>();
        for (Timeline.Lane lane : timeline.lanes()) {
            lane.restarts().forEach(restart -> all.add(restart(lane, restart)));
            lane.sums().forEach(sum -> all.add(sum(lane, sum)));
            lane.failures().forEach(failures -> all.add(failures(lane, failures)));
        }
        timeline.replacements().forEach(one -> all.add(replacement(one)));
        timeline.gaps().forEach(gap -> all.add(gap(gap)));
        experiments.forEach(mark -> all.add(experiment(mark)));
        all.sort(Comparator.comparing(TimelineItem::at).reversed());
        return all;
    }

    private static TimelineItem restart(Timeline.Lane lane, Restart restart) {
        return of(
                lane,
                Kind.RESTART,
                TimelineView.at(restart),
                null,
                Mark.of(restart.cause()),
                restart.cause().text(),
                null,
                true,
                restart.exitCode(),
                restart.reason(),
                restart.experimentId() == null ? null : restart.experimentId().toString(),
                restart.evidence(),
                null);
    }

    private static TimelineItem sum(Timeline.Lane lane, Timeline.Sum sum) {
        return of(
                lane,
                Kind.RESTARTS,
                sum.from(),
                sum.to(),
                Mark.of(sum.cause()),
                sum.cause().text(),
                sum.count(),
                true,
                null,
                null,
                null,
                null,
                null);
    }

    private static TimelineItem failures(Timeline.Lane lane, Timeline.Failures failures) {
        return of(
                lane,
                Kind.PROBE_FAILURE,
                failures.from(),
                failures.to().equals(failures.from()) ? null : failures.to(),
                Mark.WAITING,
                Words.of(failures.probe()),
                failures.count(),
                failures.exact(),
                null,
                null,
                null,
                null,
                failures.message());
    }

    private static TimelineItem of(
            Timeline.Lane lane,
            Kind kind,
            Instant at,
            @Nullable Instant until,
            Mark mark,
            String word,
            @Nullable Integer count,
            boolean exact,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String experiment,
            @Nullable Message text,
            @Nullable String said) {
        ContainerRef container = lane.container();
        return new TimelineItem(
                kind,
                at,
                until,
                lane.workload(),
                container.pod().namespace(),
                container.pod().name(),
                container.name(),
                mark,
                word,
                count,
                exact,
                exitCode,
                reason,
                experiment,
                text,
                said,
                lane.endedAt() == null);
    }

    private static TimelineItem replacement(Replacement one) {
        return new TimelineItem(
                Kind.REPLACEMENT,
                one.began().createdAt(),
                null,
                one.workload(),
                one.workload().namespace(),
                one.began().pod().name(),
                null,
                Mark.of(one.cause()),
                one.cause().text(),
                null,
                true,
                null,
                null,
                one.experimentId() == null ? null : one.experimentId().toString(),
                Message.of("web.timeline.instead", one.ended().pod().name()),
                null,
                false);
    }

    private static TimelineItem gap(Gap gap) {
        return new TimelineItem(
                Kind.GAP,
                gap.from(),
                gap.to(),
                null,
                gap.scope().namespace(),
                gap.scope().pod(),
                gap.scope().container(),
                Mark.UNKNOWN,
                gap.reason().text(),
                gap.missed(),
                true,
                null,
                null,
                null,
                gap.text(),
                null,
                false);
    }

    private static TimelineItem experiment(ExperimentMark mark) {
        return new TimelineItem(
                Kind.EXPERIMENT,
                mark.at(),
                null,
                mark.workload(),
                mark.workload().namespace(),
                mark.pod(),
                mark.container(),
                Mark.INJECTED,
                mark.fault(),
                null,
                true,
                null,
                null,
                mark.id(),
                Optional.ofNullable(mark.outcome())
                        .map(outcome -> new Message("web.outcome." + outcome, List.of()))
                        .orElse(null),
                null,
                false);
    }

    /** To where it is told in full; null where there is no such page. */
    public @Nullable String href() {
        if (experiment != null) {
            return "/experiments/" + experiment;
        }
        return alive && namespace != null && pod != null && container != null
                ? Href.container(namespace, pod, container)
                : null;
    }

    /** Whose it is, as far as it goes. */
    public String where() {
        return Stream.of(pod, container)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** What it is called: a restart's cause, a probe, a fault. */
    public Message label() {
        return switch (kind) {
            case RESTART, RESTARTS -> new Message("web.cause." + word, List.of());
            case PROBE_FAILURE -> new Message("web.timeline.failed." + word, List.of());
            case REPLACEMENT -> new Message("web.replaced." + word, List.of());
            case GAP -> Message.of("web.timeline.gap");
            case EXPERIMENT -> TimelineView.label(word);
        };
    }

    public Moment moment() {
        return Moment.at(at);
    }

    public @Nullable Moment end() {
        return Moment.of(until);
    }
}
