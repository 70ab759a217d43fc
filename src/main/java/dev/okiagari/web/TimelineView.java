package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Gap;
import dev.okiagari.history.GapReason;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as JSON has it. The names of its parts are its own in the API's description too.
 *
 * @param now by our clock, which a reader's may differ from
 * @param bucket how long the stretches of sums are
 * @param more whether there are containers that did not fit
 * @param summary what it shows, in sentences
 */
record TimelineView(
        Instant now,
        Instant from,
        Instant to,
        Duration bucket,
        boolean more,
        List<TimelineLane> lanes,
        List<HistoryViews.ReplacementView> replacements,
        List<HistoryViews.RolloutView> rollouts,
        List<TimelineGap> gaps,
        List<TimelineExperiment> experiments,
        List<String> summary) {

    /**
     * A container of a pod; it has restarts or sums.
     *
     * @param endedAt null while its pod lives
     * @param total its restarts within the range
     */
    record TimelineLane(
            String namespace,
            PodView.Workload workload,
            String pod,
            String podUid,
            String container,
            @Nullable Instant createdAt,
            @Nullable Instant endedAt,
            int total,
            List<Timeline.Life> runs,
            List<RestartMark> restarts,
            List<Timeline.Sum> sums,
            List<Timeline.Failures> probeFailures) {}

    /** A restart, as {@code /api/restarts} has it in full. */
    record RestartMark(
            String id,
            Instant at,
            RestartCause cause,
            String evidence,
            int restartCount,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable Instant endedAt,
            @Nullable Instant readyAt,
            @Nullable UUID experimentId) {}

    /** What is known to be missing, and of which lanes; null in its scope is all. */
    record TimelineGap(
            Instant from,
            Instant to,
            @Nullable String namespace,
            @Nullable String podUid,
            @Nullable String container,
            GapReason reason,
            @Nullable Integer missed,
            String text) {}

    /** An experiment, as {@code /api/experiments} has it in full. */
    record TimelineExperiment(
            String id,
            Instant at,
            String namespace,
            PodView.Workload workload,
            String pod,
            @Nullable String container,
            String fault,
            String label,
            @Nullable String outcome) {}

    static TimelineView of(
            Instant now,
            Timeline timeline,
            List<ExperimentMark> experiments,
            List<String> summary,
            Texts texts,
            Locale locale) {
        return new TimelineView(
                now,
                timeline.from(),
                timeline.to(),
                timeline.bucket(),
                timeline.more(),
                timeline.lanes().stream().map(lane -> lane(lane, texts, locale)).toList(),
                timeline.replacements().stream()
                        .map(one -> HistoryViews.ReplacementView.of(one, texts, locale))
                        .toList(),
                timeline.rollouts().stream().map(HistoryViews.RolloutView::of).toList(),
                timeline.gaps().stream().map(gap -> gap(gap, texts, locale)).toList(),
                experiments.stream().map(mark -> experiment(mark, texts, locale)).toList(),
                summary);
    }

    private static TimelineLane lane(Timeline.Lane lane, Texts texts, Locale locale) {
        return new TimelineLane(
                lane.workload().namespace(),
                owner(lane.workload()),
                lane.container().pod().name(),
                lane.container().pod().uid(),
                lane.container().name(),
                lane.createdAt(),
                lane.endedAt(),
                lane.total(),
                lane.runs(),
                lane.restarts().stream().map(one -> restart(one, texts, locale)).toList(),
                lane.sums(),
                lane.failures());
    }

    private static RestartMark restart(Restart restart, Texts texts, Locale locale) {
        return new RestartMark(
                restart.id(),
                at(restart),
                restart.cause(),
                texts.render(restart.evidence(), locale),
                restart.restartCount(),
                restart.exitCode(),
                restart.reason(),
                restart.ended().finishedAt(),
                restart.began().readyAt(),
                restart.experimentId());
    }

    /** When the new run began, by the cluster; where it did not tell, when we saw it. */
    static Instant at(Restart restart) {
        Instant began = restart.began().startedAt();
        return began == null ? restart.seenAt() : began;
    }

    private static TimelineGap gap(Gap gap, Texts texts, Locale locale) {
        return new TimelineGap(
                gap.from(),
                gap.to(),
                gap.scope().namespace(),
                gap.scope().podUid(),
                gap.scope().container(),
                gap.reason(),
                gap.missed(),
                texts.render(gap.text(), locale));
    }

    private static TimelineExperiment experiment(ExperimentMark mark, Texts texts, Locale locale) {
        return new TimelineExperiment(
                mark.id(),
                mark.at(),
                mark.workload().namespace(),
                owner(mark.workload()),
                mark.pod(),
                mark.container(),
                mark.fault(),
                texts.render(label(mark.fault()), locale),
                mark.outcome());
    }

    /** A stored label in the words of a button. */
    static Message label(String fault) {
        String signal = "signal ";
        return fault.startsWith(signal)
                ? Message.of("web.fault.signal", fault.substring(signal.length()))
                : new Message("web.fault." + fault, List.of());
    }

    private static PodView.Workload owner(WorkloadRef workload) {
        return new PodView.Workload(workload.kind(), workload.name());
    }
}
