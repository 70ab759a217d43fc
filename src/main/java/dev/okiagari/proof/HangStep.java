package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.PartOf;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.experiment.Verdict;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hangs a container by an experiment whose id is stored already: one that exists is only watched,
 * so that no step hangs twice.
 */
@Component
class HangStep {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** It may run on another replica, whose word can get lost. */
    private static final Duration ASK = Duration.ofSeconds(5);

    private static final Duration COMEBACK = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 6;

    /** Less than it was asked to hang, by what a resume takes. */
    private static final double SHORT = 3;

    /** The workload's own word on its rollout comes a little after its pods'. */
    private static final Set<Guard> PASSING =
            EnumSet.of(Guard.ROLLOUT_IN_PROGRESS, Guard.UNHEALTHY_TARGET);

    private final Experiments experiments;
    private final Cluster cluster;
    private final Sleep sleep;
    private final ProofProperties properties;

    HangStep(Experiments experiments, Cluster cluster, Sleep sleep, ProofProperties properties) {
        this.experiments = experiments;
        this.cluster = cluster;
        this.sleep = sleep;
        this.properties = properties;
    }

    /** What is to hang; null where there is nothing that could. */
    interface Aim {
        @Nullable ExperimentRequest take();
    }

    /** Also ends early when it is stopped; then what it gives says nothing. */
    HangResult hang(Course course, UUID id, Aim aim) throws InterruptedException {
        Experiment found = experiments.find(id).orElse(null);
        if (found == null) {
            return course.isTakenUp() && isLate(course)
                    ? HangResult.not("left-hang")
                    : begin(course, id, aim);
        }
        if (course.proof().type() == ProbeType.READINESS && !found.isRunning()) {
            return HangResult.not("not-watched");
        }
        return watch(course, found);
    }

    /** Nobody may be waiting for it any more. */
    private boolean isLate(Course course) {
        Instant since = course.proof().state().at();
        return course.begun().isAfter(since.plus(properties.rolloutTimeout()));
    }

    private HangResult begin(Course course, UUID id, Aim aim) throws InterruptedException {
        PartOf part = new PartOf(course.proof().id(), id);
        for (int attempt = 1; ; attempt++) {
            ExperimentRequest request = aim.take();
            if (course.isStopped() || request == null) {
                return HangResult.not("no-pod");
            }
            StartResult result = experiments.start(request, course.proof().by(), part);
            switch (result) {
                case StartResult.Started(Experiment begun) -> {
                    return watch(course, begun);
                }
                case StartResult.Rehearsed rehearsed ->
                        throw new IllegalStateException("nobody rehearses " + rehearsed);
                case Refused refused -> {
                    if (attempt == ATTEMPTS || !isPassing(refused)) {
                        return new HangResult.NotHung(reason(refused));
                    }
                }
            }
            sleep.sleep(AGAIN);
        }
    }

    private static boolean isPassing(Refused refused) {
        return refused instanceof Refused.Guarded(List<Refusal> refusals)
                && refusals.stream().map(Refusal::guard).allMatch(PASSING::contains);
    }

    static Message reason(Refused refused) {
        return switch (refused) {
            case Refused.Gone(Message reason) -> reason;
            case Refused.Changed(Message reason) -> reason;
            case Refused.Invalid(_, Message reason) -> reason;
            case Refused.Guarded(List<Refusal> refusals) -> refusals.getFirst().reason();
            case Refused.Hopeless(var forecast) -> forecast.explanation();
            case Refused.Disconnected _ -> Message.of("proof.failed.disconnected");
        };
    }

    private HangResult watch(Course course, Experiment begun) throws InterruptedException {
        Traffic traffic = new Traffic(cluster, begun.target());
        Experiment now = begun;
        Instant asked = course.now();
        boolean resumed = false;
        while (now.isRunning()) {
            Course.Stop stop = course.stopped();
            if (stop != null && !stop.byHalt() && !resumed) {
                experiments.stop(begun.id(), stop.by());
                resumed = true;
            }
            if (now.injectedAt() != null) {
                traffic.look(course.now());
            }
            sleep.sleep(LOOK);
            now = latest(course, now);
            if (!course.now().isBefore(asked.plus(ASK)) && now.isRunning()) {
                asked = course.now();
                now = experiments.find(now.id()).orElse(now);
            }
        }
        awaitBack(course, traffic);
        return judged(now, traffic);
    }

    /** As it was told of late, which is after it was stored. */
    private static Experiment latest(Course course, Experiment known) {
        Experiment told = course.hang(known.id());
        return told == null ? known : told;
    }

    /** What was resumed, or restarted, has to answer a probe first. */
    private void awaitBack(Course course, Traffic traffic) throws InterruptedException {
        Instant deadline = course.now().plus(COMEBACK);
        traffic.look(course.now());
        while (traffic.isOut() && !course.isStopped() && course.now().isBefore(deadline)) {
            sleep.sleep(LOOK);
            traffic.look(course.now());
        }
    }

    private static HangResult judged(Experiment ended, Traffic traffic) {
        Verdict verdict = ended.verdict();
        if (verdict == null || ended.state() != Experiment.State.FINISHED) {
            return HangResult.not("interrupted");
        }
        Sight sight = Sight.of(ended, traffic.unready(), traffic.back());
        Outcome outcome = verdict.outcome();
        boolean whole = sight.hung() >= ((Fault.Hang) ended.fault()).time() - SHORT;
        if (outcome == Outcome.SUSPENDED && !whole) {
            return HangResult.not("resumed-early");
        }
        return outcome == Outcome.SUSPENDED || outcome == Outcome.RESTARTED
                ? new HangResult.Hung(sight)
                : new HangResult.NotHung(verdict.explanation());
    }
}
