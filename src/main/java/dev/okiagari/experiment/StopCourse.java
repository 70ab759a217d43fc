package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows stopped processes, verified by their state: the resume after a suspend; after a hang
 * the restart that somebody else decides, or the resume where nobody does.
 */
@Component
class StopCourse {

    private static final Logger log = LoggerFactory.getLogger(StopCourse.class);

    /** Between two tries to resume. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** How long before the end they are looked at once more. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(3);

    /** Nearer to the end than this, the switch that was left behind may have been first. */
    private static final Duration END = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Processes processes;
    private final Injector injector;
    private final Aftermath aftermath;
    private final ExperimentProperties properties;

    StopCourse(
            Cluster cluster,
            Processes processes,
            Injector injector,
            Aftermath aftermath,
            ExperimentProperties properties) {
        this.cluster = cluster;
        this.processes = processes;
        this.injector = injector;
        this.aftermath = aftermath;
        this.properties = properties;
    }

    /** Verifies, waits, and resumes. */
    void observe(Trial trial, Sightings sightings, Fault.Stop fault) throws InterruptedException {
        Instant injected = trial.injectedAt();
        Target target = trial.experiment().target();
        Witness witness =
                new Witness(
                        target,
                        injected,
                        cluster.info().map(ClusterInfo::clockOffset).orElse(null));
        witness.begin(cluster.pod(target.pod().uid()), trial.now());
        Optional<Set<Integer>> stopped = stopped(trial, fault);
        stopped.ifPresent(seen -> trial.step("suspended", seen.size(), fault.stopped().size()));
        Watch watch = new Watch(trial, sightings, witness);
        Instant until = injected.plus(Duration.ofSeconds(fault.time()));
        watch.until(until.minus(LAST_LOOK), StopCourse::hasEnded);
        boolean early = !hasEnded(witness) && areResumedEarly(trial, fault, until);
        watch.until(until, StopCourse::hasEnded);
        Instant resumed = hasEnded(witness) ? injected : resume(trial, watch, witness, until);
        if (hasEnded(witness)) {
            injector.clear(target, trial.experiment().evidence());
            ended(trial, watch, witness);
        } else if (early) {
            trial.finish(Outcome.UNKNOWN, null, null, false, "resumed-early");
        } else if (stopped.isPresent()) {
            judge(trial, resumed, stopped.get());
        } else {
            trial.finish(Outcome.UNKNOWN, null, null, false, "suspend-not-verified");
        }
    }

    private static boolean hasEnded(Witness witness) {
        return witness.hasExited() || witness.isVanished();
    }

    /** Whoever else may let them run: then nobody can say how long they were stopped. */
    private boolean areResumedEarly(Trial trial, Fault.Stop fault, Instant until)
            throws InterruptedException {
        boolean worthIt =
                Duration.ofSeconds(fault.time()).compareTo(LAST_LOOK.multipliedBy(2)) >= 0;
        if (!worthIt || trial.isStopped() || trial.now().isAfter(until.minus(END))) {
            return false;
        }
        ProcessReading reading = processes.read(trial.experiment().target().containerRef());
        return reading instanceof ProcessReading.Known(ProcessTable table)
                && table.at().isBefore(until.minus(END))
                && stopped(reading, fault.stopped()).isEmpty();
    }

    /** Again and again until the time is up: then what was left in the container does it. */
    private Instant resume(Trial trial, Watch watch, Witness witness, Instant until)
            throws InterruptedException {
        ExecResult resumed = resume(trial);
        Instant at = trial.now();
        trial.step(resumed instanceof ExecResult.Exited ? "resumed" : "resume-failed");
        while (!(resumed instanceof ExecResult.Exited)
                && trial.now().isBefore(until)
                && !hasEnded(witness)) {
            watch.pause(trial.now().plus(AGAIN));
            resumed = resume(trial);
            at = trial.now();
        }
        return at;
    }

    /** Harmless to repeat, unlike an injection. */
    private ExecResult resume(Trial trial) throws InterruptedException {
        Experiment experiment = trial.experiment();
        Fault.Stop fault = (Fault.Stop) experiment.fault();
        try {
            return injector.resume(experiment.target(), fault.stopped(), experiment.evidence());
        } catch (RuntimeException closedMeanwhile) {
            Lines.about(log.atWarn(), experiment)
                    .setCause(closedMeanwhile)
                    .log("{} could not be resumed yet", experiment.id());
            return new ExecResult.Lost("", String.valueOf(closedMeanwhile.getMessage()));
        }
    }

    /** The container is gone from under it: of a hang that is the point. */
    private void ended(Trial trial, Watch watch, Witness witness) throws InterruptedException {
        if (witness.isVanished()) {
            trial.finish(Outcome.UNKNOWN, null, null, false, "pod-vanished");
            return;
        }
        watch.comeback(trial.injectedAt(), properties.recoveryTimeout());
        Recovery recovery = new Recovery(witness.phasesOfHang(), null);
        Shot after = aftermath.shot(trial, witness);
        PodSnapshot pod = witness.pod();
        boolean hang = trial.experiment().fault() instanceof Fault.Hang;
        boolean ours = hang && (pod == null || !pod.isDeleting());
        if (pod != null && pod.isDeleting()) {
            trial.finish(Outcome.UNKNOWN, null, after, false, "something-else");
        } else if (witness.comeback().isReady()) {
            trial.finish(
                    Outcome.RESTARTED,
                    recovery,
                    after,
                    ours,
                    hang ? "hang-restarted" : "ended-while-suspended",
                    Trial.tenths(recovery.total()));
        } else if (witness.isOver()) {
            trial.finish(Outcome.GONE, null, after, ours, "gone");
        } else if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, after, ours, "stopped-after");
        } else {
            trial.finish(
                    Outcome.NOT_RECOVERED,
                    recovery,
                    after,
                    ours,
                    "not-recovered",
                    properties.recoveryTimeout().toSeconds());
        }
    }

    /** By a look of our own; where there is none, by what the stopping command saw. */
    private Optional<Set<Integer>> stopped(Trial trial, Fault.Stop fault)
            throws InterruptedException {
        Experiment experiment = trial.experiment();
        ProcessReading reading = processes.read(experiment.target().containerRef());
        if (reading instanceof ProcessReading.Known) {
            return Optional.of(stopped(reading, fault.stopped()));
        }
        String told = String.valueOf(experiment.evidence().execOutput());
        long seen = told.lines().filter(line -> line.matches("state \\d+ T")).count();
        return seen == fault.stopped().size()
                ? Optional.of(Set.copyOf(fault.stopped()))
                : Optional.empty();
    }

    private static Set<Integer> stopped(ProcessReading reading, List<Integer> pids) {
        return reading instanceof ProcessReading.Known known
                ? known.table().items().stream()
                        .filter(ContainerProcess::isStopped)
                        .map(ContainerProcess::pid)
                        .filter(pids::contains)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void judge(Trial trial, Instant resumedAt, Set<Integer> stopped)
            throws InterruptedException {
        Experiment experiment = trial.experiment();
        List<Integer> pids = ((Fault.Stop) experiment.fault()).stopped();
        ContainerRef container = experiment.target().containerRef();
        ProcessReading reading = processes.read(container);
        Shot after = trial.shot(cluster.pod(experiment.target().pod().uid()), reading);
        Recovery recovery =
                new Recovery(
                        List.of(
                                new Phase(
                                        Phase.Name.HANG,
                                        trial.injectedAt(),
                                        resumedAt,
                                        Phase.Clock.OURS)),
                        null);
        String seconds = Trial.tenths(recovery.total());
        if (!stopped.containsAll(pids)) {
            trial.finish(
                    Outcome.NO_EFFECT,
                    null,
                    after,
                    false,
                    "not-suspended",
                    stopped.size(),
                    pids.size());
        } else if (!(reading instanceof ProcessReading.Known)) {
            trial.finish(Outcome.UNKNOWN, recovery, after, false, "resume-not-verified");
        } else if (!stopped(reading, pids).isEmpty()) {
            trial.finish(Outcome.NOT_RECOVERED, recovery, after, false, "still-suspended");
        } else {
            trial.finish(
                    Outcome.SUSPENDED,
                    recovery,
                    after,
                    false,
                    experiment.fault() instanceof Fault.Hang ? "hang-unnoticed" : "suspended",
                    pids.size(),
                    seconds);
        }
    }
}
