package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Gap;
import dev.okiagari.history.Replacement;
import dev.okiagari.history.Restart;
import dev.okiagari.history.Rollout;
import dev.okiagari.history.Timeline;
import dev.okiagari.web.TimelineItem.Kind;
import dev.okiagari.web.TimelineItem.Told;
import dev.okiagari.web.TimelineItem.What;
import dev.okiagari.web.TimelineItem.When;
import dev.okiagari.web.TimelineItem.Whose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a list of what lies on a timeline. */
final class TimelineItems {

    private TimelineItems() {}

    /** All of a timeline, the newest first. */
    static List<TimelineItem> of(Timeline timeline, List<ExperimentMark> experiments) {
        List<TimelineItem> all = new ArrayList<>();
        for (Timeline.Lane lane : timeline.lanes()) {
            Whose whose = whose(lane);
            lane.restarts().forEach(restart -> all.add(restart(whose, restart)));
            lane.sums().forEach(sum -> all.add(sum(whose, sum)));
            lane.failures().forEach(failures -> all.add(failures(whose, failures)));
        }
        timeline.replacements().forEach(one -> all.add(replacement(one)));
        timeline.rollouts().forEach(one -> all.add(rollout(one)));
        timeline.gaps().forEach(gap -> all.add(gap(gap)));
        experiments.forEach(mark -> all.add(experiment(mark)));
        all.sort(Comparator.comparing((TimelineItem item) -> item.when().at()).reversed());
        return all;
    }

    private static Whose whose(Timeline.Lane lane) {
        ContainerRef container = lane.container();
        return new Whose(
                lane.workload(),
                container.pod().namespace(),
                container.pod().name(),
                container.name(),
                lane.endedAt() == null);
    }

    private static TimelineItem restart(Whose whose, Restart restart) {
        return new TimelineItem(
                Kind.RESTART,
                new When(TimelineView.at(restart), null),
                whose,
                What.of(Mark.of(restart.cause()), restart.cause().text()),
                new TimelineItem.Exit(restart.exitCode(), restart.reason()),
                text(restart.experimentId()),
                new Told.Text(restart.evidence()));
    }

    private static TimelineItem sum(Whose whose, Timeline.Sum sum) {
        return new TimelineItem(
                Kind.RESTARTS,
                new When(sum.from(), sum.to()),
                whose,
                new What(Mark.of(sum.cause()), sum.cause().text(), sum.count(), true),
                null,
                null,
                null);
    }

    private static TimelineItem failures(Whose whose, Timeline.Failures failures) {
        boolean once = failures.to().equals(failures.from());
        return new TimelineItem(
                Kind.PROBE_FAILURE,
                new When(failures.from(), once ? null : failures.to()),
                whose,
                new What(
                        Mark.WAITING,
                        Words.of(failures.probe()),
                        failures.count(),
                        failures.exact()),
                null,
                null,
                failures.message() == null ? null : new Told.Said(failures.message()));
    }

    private static TimelineItem replacement(Replacement one) {
        Replacement.Began began = one.began();
        String ended = one.ended().pod().name();
        return new TimelineItem(
                began == null ? Kind.ENDED : Kind.REPLACEMENT,
                new When(one.at(), null),
                Whose.of(one.workload(), began == null ? ended : began.pod().name(), null),
                What.of(Mark.of(one.cause()), one.cause().text()),
                null,
                text(one.experimentId()),
                new Told.Text(
                        began == null
                                ? Message.of("web.timeline.instead.none")
                                : Message.of("web.timeline.instead", ended)));
    }

    private static TimelineItem rollout(Rollout one) {
        return new TimelineItem(
                Kind.ROLLOUT,
                new When(one.from(), one.to()),
                Whose.of(one.workload(), null, null),
                What.of(Mark.ROLLOUT, one.state().text()),
                null,
                null,
                new Told.Text(Message.of("web.timeline.revision", one.revision())));
    }

    private static TimelineItem gap(Gap gap) {
        return new TimelineItem(
                Kind.GAP,
                new When(gap.from(), gap.to()),
                new Whose(
                        null,
                        gap.scope().namespace(),
                        gap.scope().pod(),
                        gap.scope().container(),
                        false),
                new What(Mark.UNKNOWN, gap.reason().text(), gap.missed(), true),
                null,
                null,
                new Told.Text(gap.text()));
    }

    private static TimelineItem experiment(ExperimentMark mark) {
        String outcome = mark.outcome();
        return new TimelineItem(
                Kind.EXPERIMENT,
                new When(mark.at(), null),
                Whose.of(mark.workload(), mark.pod(), mark.container()),
                What.of(Mark.INJECTED, mark.fault()),
                null,
                mark.id(),
                outcome == null
                        ? null
                        : new Told.Text(new Message("web.outcome." + outcome, List.of())));
    }

    private static @Nullable String text(@Nullable UUID experiment) {
        return experiment == null ? null : experiment.toString();
    }
}
