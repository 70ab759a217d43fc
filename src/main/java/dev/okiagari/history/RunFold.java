package dev.okiagari.history;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one look at one container adds to what was known of it. Pure: the same in, the same out. */
final class RunFold {

    private final PodSnapshot pod;
    private final ContainerSnapshot now;
    private final @Nullable KnownRun known;
    private final Collection<Count> counts;
    private final Sight sight;
    private final List<Fact> facts = new ArrayList<>();

    RunFold(
            PodSnapshot pod,
            ContainerSnapshot now,
            @Nullable KnownRun known,
            Collection<Count> counts,
            Sight sight) {
        this.pod = pod;
        this.now = now;
        this.known = known;
        this.counts = counts;
        this.sight = sight;
    }

    List<Fact> facts() {
        return facts;
    }

    /** The newest run; null before the first. */
    @Nullable KnownRun fold() {
        String id = now.containerId();
        if (id == null) {
            return known;
        }
        if (known == null) {
            return firstSight(id);
        }
        int step = now.restartCount() - known.restartCount();
        if (step == 0 && known.containerId().equals(id)) {
            return again(known);
        }
        return step <= 0 || (step == 1 && !mayFollow(known))
                ? stateLost(known, id)
                : restarted(known, id, step);
    }

    /** A count that grew by one is no restart of a run that was not the one before. */
    private boolean mayFollow(KnownRun known) {
        KnownRun previous = previous(known.life());
        return previous == null || previous.containerId().equals(known.containerId());
    }

    private KnownRun firstSight(String id) {
        KnownRun run = current(id, 0);
        if (run.restartCount() > 0) {
            KnownRun previous = previous(0);
            restart(previous, run);
            int missed = run.restartCount() - 1;
            GapReason reason = sight.reason();
            if (missed > 0 && reason != null) {
                Instant from = later(pod.createdAt(), sight.since().minus(Sight.LAG));
                gap(missed, from, bound(previous, run), reason);
            }
        }
        seen(run, true);
        return run;
    }

    private KnownRun again(KnownRun known) {
        KnownRun run = readiness(ending(known.started(startedAt(known.containerId()))));
        if (!run.equals(known)) {
            facts.add(
                    new Fact.RunSeen(
                            pod.ref(),
                            pod.workload(),
                            run,
                            pod.resourceVersion(),
                            sight.at(),
                            true,
                            !Objects.equals(run.readyAt(), known.readyAt())));
        }
        return run;
    }

    private KnownRun restarted(KnownRun known, String id, int step) {
        KnownRun run = current(id, known.life());
        KnownRun previous = previous(known.life());
        KnownRun ended = step == 1 ? sameRun(known, previous) : previous;
        restart(ended, run);
        if (step > 1) {
            Instant from = known.startedAt() == null ? sight.since() : known.startedAt();
            gap(
                    step - 1,
                    later(from, sight.since().minus(Sight.LAG)),
                    bound(
                            ended == null || ended.containerId().equals(known.containerId())
                                    ? null
                                    : ended,
                            run),
                    Objects.requireNonNullElse(sight.reason(), GapReason.COUNT_JUMPED));
        }
        seen(run, true);
        return run;
    }

    /** The count tells nothing then, but the run before may: by its id. */
    private KnownRun stateLost(KnownRun known, String id) {
        KnownRun run = current(id, known.life() + 1);
        KnownRun previous = previous(run.life());
        KnownRun ended = sameRun(known, previous);
        if (ended.hasEnded() && tellsOf(known.containerId())) {
            restart(ended, run);
        } else if (previous == null || run.restartCount() == 0) {
            lost(known, run, bound(null, run));
        } else {
            lost(known, run, bound(previous, run));
            restart(previous, run);
        }
        seen(run, true);
        return run;
    }

    private void lost(KnownRun known, KnownRun run, Instant to) {
        Instant from = known.startedAt() == null ? sight.since() : known.startedAt();
        facts.add(
                new Fact.GapSeen(
                        key(GapReason.STATE_LOST, run),
                        earlier(later(from, sight.since().minus(Sight.LAG)), to),
                        to,
                        scope(),
                        GapReason.STATE_LOST,
                        null,
                        Message.of(
                                "history.gap.state-lost",
                                known.restartCount(),
                                run.restartCount())));
    }

    /** The run that we knew, with its end where the cluster tells of that very run. */
    private static KnownRun sameRun(KnownRun known, @Nullable KnownRun told) {
        return told != null && told.containerId().equals(known.containerId())
                ? known.ended(told.termination())
                : known;
    }

    private void restart(@Nullable KnownRun ended, KnownRun began) {
        if (ended != null) {
            seen(ended, false);
        }
        Explanation explanation = Causes.of(ended, began, now, counts);
        facts.add(
                new Fact.RestartSeen(
                        pod.ref(), pod.workload(), ended, began, explanation, sight.at()));
    }

    private void seen(KnownRun run, boolean newest) {
        facts.add(
                new Fact.RunSeen(
                        pod.ref(),
                        pod.workload(),
                        run,
                        pod.resourceVersion(),
                        sight.at(),
                        newest,
                        false));
    }

    private KnownRun current(String id, int life) {
        KnownRun run =
                new KnownRun(
                        now.name(),
                        life,
                        now.restartCount(),
                        id,
                        startedAt(id),
                        null,
                        null,
                        null,
                        null,
                        null,
                        false);
        return readiness(ending(run));
    }

    private KnownRun readiness(KnownRun run) {
        return now.ready() ? run.ready(sight.live() ? readySince(run) : null) : run;
    }

    private Instant readySince(KnownRun run) {
        Instant began = run.startedAt();
        return sight.readySince(pod, began == null ? pod.createdAt() : began);
    }

    private KnownRun ending(KnownRun run) {
        return run.hasEnded() ? run : endOf(run.containerId()).map(run::ended).orElse(run);
    }

    private Optional<Termination> endOf(String id) {
        if (now.state() instanceof ContainerState.Terminated(Termination end)) {
            return Optional.of(end);
        }
        return now.state() instanceof ContainerState.Waiting && tellsOf(id)
                ? Optional.ofNullable(now.lastTermination())
                : Optional.empty();
    }

    private @Nullable Instant startedAt(String id) {
        return now.state() instanceof ContainerState.Running(Instant since)
                ? since
                : endOf(id).map(Termination::startedAt).orElse(null);
    }

    private boolean tellsOf(String id) {
        Termination last = now.lastTermination();
        return last != null && id.equals(last.containerId());
    }

    /** The run before, where the last termination is its, and not the newest run's own. */
    private @Nullable KnownRun previous(int life) {
        Termination last = now.lastTermination();
        if (last == null
                || last.containerId() == null
                || tellsOf(String.valueOf(now.containerId()))) {
            return null;
        }
        return new KnownRun(
                        now.name(),
                        life,
                        now.restartCount() - 1,
                        last.containerId(),
                        last.startedAt(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        true)
                .ended(last);
    }

    private Instant bound(@Nullable KnownRun previous, KnownRun run) {
        Instant told = previous == null ? run.startedAt() : previous.startedAt();
        return told == null ? sight.until() : told;
    }

    private void gap(int missed, Instant from, Instant to, GapReason reason) {
        facts.add(
                new Fact.GapSeen(
                        key(GapReason.COUNT_JUMPED, current(String.valueOf(now.containerId()), 0)),
                        earlier(from, to),
                        to,
                        scope(),
                        reason,
                        missed,
                        Message.of("history.gap.restarts", missed, now.restartCount())));
    }

    private String key(GapReason reason, KnownRun run) {
        return String.join("|", reason.text(), pod.ref().uid(), now.name(), run.containerId());
    }

    private Gap.Scope scope() {
        return new Gap.Scope(pod.ref().namespace(), pod.ref().name(), pod.ref().uid(), now.name());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
