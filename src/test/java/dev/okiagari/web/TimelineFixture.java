package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Gap;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Rollout;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Timelines of the hour before {@link PagesFixture#NOW}. */
final class TimelineFixture {

    static final Instant TO = PagesFixture.NOW;
    static final Instant FROM = TO.minus(Duration.ofHours(1));

    private TimelineFixture() {}

    static Timeline of(Timeline.Lane... lanes) {
        return new Timeline(
                FROM,
                TO,
                Duration.ofSeconds(15),
                List.of(lanes),
                false,
                List.of(),
                List.of(),
                List.of());
    }

    static Timeline withGaps(Timeline timeline, Gap... gaps) {
        return new Timeline(
                timeline.from(),
                timeline.to(),
                timeline.bucket(),
                timeline.lanes(),
                timeline.more(),
                timeline.replacements(),
                timeline.rollouts(),
                List.of(gaps));
    }

    static Timeline withRollouts(Timeline timeline, Rollout... rollouts) {
        return new Timeline(
                timeline.from(),
                timeline.to(),
                timeline.bucket(),
                timeline.lanes(),
                timeline.more(),
                timeline.replacements(),
                List.of(rollouts),
                timeline.gaps());
    }

    /**
     * @param first the second of the range that it began at
     * @param seconds how long it took; null where it goes on
     */
    static Rollout rollout(
            String workload,
            String revision,
            int first,
            @Nullable Integer seconds,
            RolloutState state) {
        Instant from = FROM.plusSeconds(first);
        return new Rollout(
                "1",
                new WorkloadRef("test", "Deployment", workload),
                revision,
                from,
                seconds == null ? null : from.plusSeconds(seconds),
                state);
    }

    static Gap gap(@Nullable Integer missed) {
        return new Gap(
                "1",
                FROM.plusSeconds(60),
                FROM.plusSeconds(120),
                Gap.Scope.CLUSTER,
                dev.okiagari.history.GapReason.NOT_RUNNING,
                missed,
                Message.of("web.state.pod", "Okiagari did not run"));
    }

    /** As many restarts, the first at a second of the range. */
    static Timeline.Lane lane(
            String workload,
            String pod,
            String container,
            RestartCause cause,
            int first,
            int interval,
            int number) {
        WorkloadRef owner = new WorkloadRef("test", "Deployment", workload);
        ContainerRef ref = new ContainerRef(new PodRef("test", pod, "uid-" + pod), container);
        List<Restart> restarts =
                IntStream.range(0, number)
                        .mapToObj(n ->
                                restart(
                                        owner,
                                        ref,
                                        cause,
                                        n,
                                        FROM.plusSeconds(first + (long) n * interval)))
                        .toList();
        return lane(owner, ref, restarts, List.of(), List.of());
    }

    static Timeline.Lane lane(
            WorkloadRef owner,
            ContainerRef ref,
            List<Restart> restarts,
            List<Timeline.Sum> sums,
            List<Timeline.Life> runs) {
        return new Timeline.Lane(
                owner,
                ref,
                FROM.minusSeconds(600),
                null,
                restarts.size() + sums.stream().mapToInt(Timeline.Sum::count).sum(),
                runs,
                restarts,
                sums,
                List.of());
    }

    static Timeline.Lane running(Timeline.Lane lane, Instant since, @Nullable Instant ended) {
        return lane(
                lane.workload(),
                lane.container(),
                lane.restarts(),
                lane.sums(),
                List.of(
                        new Timeline.Life(
                                since, since, null, ended, ended == null ? null : 1, null)));
    }

    static Timeline.Lane failing(Timeline.Lane lane, int count, String message) {
        return new Timeline.Lane(
                lane.workload(),
                lane.container(),
                lane.createdAt(),
                lane.endedAt(),
                lane.total(),
                lane.runs(),
                lane.restarts(),
                lane.sums(),
                List.of(
                        new Timeline.Failures(
                                ProbeType.LIVENESS,
                                FROM.plusSeconds(10),
                                FROM.plusSeconds(40),
                                count,
                                false,
                                message)));
    }

    private static Restart restart(
            WorkloadRef owner, ContainerRef ref, RestartCause cause, int number, Instant at) {
        return new Restart(
                "id-" + number,
                owner,
                ref,
                number + 1,
                cause,
                Message.of("web.state.pod", "the evidence"),
                137,
                "Error",
                new Restart.Ended("containerd://old", null, at.minusSeconds(2)),
                new Restart.Began("containerd://new", at, at.plusSeconds(1)),
                at,
                null);
    }
}
