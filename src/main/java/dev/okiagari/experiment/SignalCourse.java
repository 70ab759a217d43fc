package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What follows a signal, or a restart by the kubelet: nothing, or an end, and perhaps a comeback.
 */
@Component
class SignalCourse {

    /** A Job's controller waits ten seconds before it tries again. */
    private static final Duration SUCCESSOR = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Aftermath aftermath;
    private final DeleteCourse deletes;
    private final ExperimentProperties properties;

    SignalCourse(
            Cluster cluster,
            Aftermath aftermath,
            DeleteCourse deletes,
            ExperimentProperties properties) {
        this.cluster = cluster;
        this.aftermath = aftermath;
        this.deletes = deletes;
        this.properties = properties;
    }

    /** Observes until there is a verdict. */
    void observe(Trial trial, Sightings sightings) throws InterruptedException {
        Instant injected = trial.injectedAt();
        Target target = trial.experiment().target();
        Witness witness =
                new Witness(
                        target,
                        injected,
                        cluster.info().map(ClusterInfo::clockOffset).orElse(null));
        witness.begin(cluster.pod(target.pod().uid()), trial.now());
        Watch watch = new Watch(trial, sightings, witness);
        watch.until(injected.plus(patience(trial)), seen -> seen.hasExited() || seen.isVanished());
        if (witness.hasExited()) {
            watch.comeback(injected, properties.recoveryTimeout());
        }
        judge(trial, witness, sightings);
    }

    /** What should do nothing shows soon; what the kubelet ends has its grace. */
    private Duration patience(Trial trial) {
        Experiment experiment = trial.experiment();
        if (experiment.forecast().isOnly(Outcome.NO_EFFECT)) {
            return properties.settle();
        }
        PodSnapshot pod = cluster.pod(experiment.target().pod().uid());
        return experiment.fault() instanceof Fault.RestartContainer && pod != null
                ? properties.reaction().plus(pod.grace())
                : properties.reaction();
    }

    private void judge(Trial trial, Witness witness, Sightings sightings)
            throws InterruptedException {
        if (witness.isVanished()) {
            trial.finish(Outcome.UNKNOWN, null, null, witness.hasExited(), "pod-vanished");
        } else if (!witness.hasExited()) {
            aftermath.unmoved(trial);
        } else if (wasAnother(trial, witness)) {
            trial.finish(
                    Outcome.UNKNOWN, null, aftermath.shot(trial, witness), false, "something-else");
        } else if (isTriedAgain(witness)) {
            triedAgain(trial, witness, sightings);
        } else {
            ended(trial, witness);
        }
    }

    /** What cannot have an effect has none; and what the kernel or a probe ended was not ours. */
    private static boolean wasAnother(Trial trial, Witness witness) {
        PodSnapshot pod = witness.pod();
        return trial.experiment().forecast().isOnly(Outcome.NO_EFFECT)
                || witness.wasEndedByOther()
                || (pod != null && pod.isDeleting() && !witness.comeback().isReady());
    }

    private static boolean isTriedAgain(Witness witness) {
        PodSnapshot pod = witness.pod();
        return witness.isOver()
                && pod != null
                && pod.container(containerOf(witness))
                        .filter(container -> Ends.of(pod, container) == Ends.IS_TRIED_AGAIN)
                        .isPresent();
    }

    private static String containerOf(Witness witness) {
        return witness.target().containerRef().name();
    }

    private void triedAgain(Trial trial, Witness witness, Sightings sightings)
            throws InterruptedException {
        Experiment experiment = trial.experiment();
        if (!deletes.succeeded(trial, sightings, trial.now().plus(SUCCESSOR))) {
            trial.finish(
                    experiment.forecast().possible().contains(Outcome.GONE)
                            ? Outcome.GONE
                            : Outcome.UNKNOWN,
                    null,
                    aftermath.shot(trial, witness),
                    true,
                    "gone");
        }
    }

    private void ended(Trial trial, Witness witness) throws InterruptedException {
        Recovery recovery = new Recovery(witness.phases(), null);
        Shot after = aftermath.shot(trial, witness);
        if (trial.isTakenUp() && witness.wasReadyBefore()) {
            trial.finish(Outcome.RESTARTED, null, after, true, "restarted-unseen");
        } else if (witness.comeback().isReady()) {
            trial.finish(
                    Outcome.RESTARTED,
                    recovery,
                    after,
                    true,
                    trial.experiment().fault() instanceof Fault.RestartContainer
                            ? "restarted-by-kubelet"
                            : "restarted",
                    Trial.tenths(recovery.total()));
        } else if (witness.isOver()) {
            trial.finish(Outcome.GONE, null, after, true, "gone");
        } else if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, after, true, "stopped-after");
        } else {
            trial.finish(
                    Outcome.NOT_RECOVERED,
                    recovery,
                    after,
                    true,
                    "not-recovered",
                    properties.recoveryTimeout().toSeconds());
        }
    }
}
