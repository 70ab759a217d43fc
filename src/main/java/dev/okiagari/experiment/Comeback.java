package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a container comes back, seen update by update: ended, perhaps held back until its image was
 * looked at, started, ready. A fold, so that it can be tried without a cluster.
 *
 * @param containerId of the run that was aimed at
 * @param clockOffset the cluster's clock less ours, where it matters; else zero
 * @param pulled when the kubelet had its image for the next run, which is the first thing that it
 *     does for it
 * @param ended how it ended, where the cluster has told
 */
record Comeback(
        @Nullable String containerId,
        Duration clockOffset,
        @Nullable Moment exit,
        boolean heldBack,
        @Nullable Moment pulled,
        @Nullable Moment start,
        @Nullable Moment ready,
        @Nullable Termination ended) {

    /** Within a second nobody can tell one clock from the other. */
    private static final Duration UNNOTICED = Duration.ofSeconds(1);

    static Comeback of(@Nullable String containerId, @Nullable Duration clockOffset) {
        boolean matters = clockOffset != null && clockOffset.abs().compareTo(UNNOTICED) > 0;
        return new Comeback(
                containerId,
                matters && clockOffset != null ? clockOffset : Duration.ZERO,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    Comeback see(ContainerSnapshot now, Instant at) {
        Termination end = ended == null ? endOf(now) : ended;
        boolean another = now.containerId() != null && !now.containerId().equals(containerId);
        boolean over = exit != null || another || end != null;
        if (!over) {
            return this;
        }
        Moment began = start;
        if (began == null && another && now.state() instanceof ContainerState.Running running) {
            began = Moment.of(at, byOurClock(running.startedAt()));
        }
        return new Comeback(
                containerId,
                clockOffset,
                exit == null ? exit(at, end, began != null) : exit,
                heldBack || isHeldBack(now),
                pulled,
                began,
                ready == null && began != null && now.ready()
                        ? new Moment(at, Phase.Clock.WATCH)
                        : ready,
                end);
    }

    /** The first time counts: a later run may end as well. */
    Comeback pulled(Moment moment) {
        return pulled != null
                ? this
                : new Comeback(
                        containerId, clockOffset, exit, heldBack, moment, start, ready, ended);
    }

    /** One update often tells of the end and of the new start: then only the cluster knows when. */
    private Moment exit(Instant at, @Nullable Termination end, boolean startedToo) {
        Instant theirs = byOurClock(end == null ? null : end.finishedAt());
        return startedToo ? Moment.theirs(at, theirs) : Moment.of(at, theirs);
    }

    private @Nullable Instant byOurClock(@Nullable Instant theirs) {
        return theirs == null ? null : theirs.minus(clockOffset);
    }

    private @Nullable Termination endOf(ContainerSnapshot now) {
        if (now.state() instanceof ContainerState.Terminated(Termination termination)
                && isOfThisRun(termination)) {
            return termination;
        }
        Termination last = now.lastTermination();
        return last != null && isOfThisRun(last) ? last : null;
    }

    private boolean isOfThisRun(Termination termination) {
        return termination.containerId() != null && termination.containerId().equals(containerId);
    }

    private static boolean isHeldBack(ContainerSnapshot now) {
        return now.state() instanceof ContainerState.Waiting waiting && waiting.isBackOff();
    }

    boolean hasExited() {
        return exit != null;
    }

    boolean isReady() {
        return ready != null;
    }

    /**
     * The phases so far; they follow one another and are never negative.
     *
     * @param end what its end is called
     */
    List<Phase> phases(Instant injected, Phase.Name end) {
        List<Phase> phases = new ArrayList<>();
        Instant at = injected;
        if (exit != null) {
            at = add(phases, end, at, exit, latest());
        }
        if (heldBack && start != null && pulled != null) {
            at = add(phases, Phase.Name.BACK_OFF, at, pulled, start.at());
        }
        if (start != null) {
            at = add(phases, starting(), at, start, latest());
        }
        if (ready != null) {
            add(phases, Phase.Name.READY, at, ready, latest());
        }
        return phases;
    }

    /** Where nobody told when the back-off was over, the start is part of it. */
    private Phase.Name starting() {
        return heldBack && pulled == null ? Phase.Name.BACK_OFF : Phase.Name.START;
    }

    private Instant latest() {
        Moment last = ready != null ? ready : start != null ? start : exit;
        return last == null ? Instant.MAX : last.at();
    }

    private static Instant add(
            List<Phase> phases, Phase.Name name, Instant from, Moment end, Instant latest) {
        Moment bounded = end.within(from, latest.isBefore(from) ? from : latest);
        phases.add(new Phase(name, from, bounded.at(), bounded.clock()));
        return bounded.at();
    }
}
