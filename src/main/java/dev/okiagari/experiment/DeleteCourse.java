package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What follows a pod's deletion: its end, and a successor where something owns it. */
@Component
class DeleteCourse {

    private final Cluster cluster;
    private final ExperimentProperties properties;

    DeleteCourse(Cluster cluster, ExperimentProperties properties) {
        this.cluster = cluster;
        this.properties = properties;
    }

    /** The pods of a workload; those that are there before the injection are no successors. */
    Set<String> siblings(Target target) {
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(target.workload()))
                .map(pod -> pod.ref().uid())
                .collect(Collectors.toSet());
    }

    /**
     * Observes until there is a verdict.
     *
     * @param siblings the pods that were there before; where that is not known, those that are
     *     older than the injection count as such
     */
    void observe(Trial trial, Sightings sightings, Set<String> siblings)
            throws InterruptedException {
        Instant injected = trial.injectedAt();
        Target target = trial.experiment().target();
        Succession so = new Succession(target, siblings, injected);
        so.begin(cluster, trial.now());
        while (!so.isComplete()) {
            ClusterEvent event = sightings.next(deadline(injected, so), trial::isStopped);
            if (event == null) {
                break;
            }
            boolean wasGone = so.isGone();
            so.see(event);
            if (!wasGone && so.isGone()) {
                trial.step("pod-gone");
            }
        }
        judge(trial, so, injected);
    }

    /**
     * Whether another pod of the workload came, though the old one may stay; then it is judged.
     *
     * @param deadline until when one may come
     */
    boolean succeeded(Trial trial, Sightings sightings, Instant deadline)
            throws InterruptedException {
        Instant injected = trial.injectedAt();
        Succession so = new Succession(trial.experiment().target(), Set.of(), injected);
        so.begin(cluster, trial.now());
        Instant until = deadline;
        while (!so.hasRisen()) {
            ClusterEvent event = sightings.next(until, trial::isStopped);
            if (event == null) {
                break;
            }
            so.see(event);
            until = so.successor() == null ? deadline : injected.plus(properties.recoveryTimeout());
        }
        PodSnapshot successor = so.successor();
        if (successor != null) {
            risen(trial, so, successor);
        }
        return successor != null;
    }

    private void risen(Trial trial, Succession so, PodSnapshot successor) {
        Recovery recovery = new Recovery(so.phases(trial.injectedAt()), null);
        Shot after = Shot.of(trial.now(), successor);
        if (so.hasRisen()) {
            trial.finish(
                    Outcome.REPLACED, recovery, after, true, "tried-again", successor.ref().name());
        } else {
            trial.finish(
                    Outcome.NOT_RECOVERED,
                    recovery,
                    after,
                    true,
                    "not-replaced",
                    properties.recoveryTimeout().toSeconds());
        }
    }

    /** What has not begun soon was not begun by us. */
    private Instant deadline(Instant injected, Succession so) {
        return injected.plus(so.hasBegun() ? properties.recoveryTimeout() : properties.reaction());
    }

    private void judge(Trial trial, Succession so, Instant injected) {
        PodSnapshot successor = so.successor();
        Shot after = successor == null ? null : Shot.of(trial.now(), successor);
        if (!so.hasBegun()) {
            trial.finish(
                    trial.isStopped() ? Outcome.ABORTED : Outcome.UNKNOWN,
                    null,
                    null,
                    false,
                    trial.isStopped() ? "stopped" : "not-deleted");
        } else if (trial.experiment().target().workload().isBare() && so.isGone()) {
            trial.finish(Outcome.GONE, null, null, true, "pod-gone");
        } else if (successor != null && so.isComplete()) {
            Recovery recovery = new Recovery(so.phases(injected), null);
            trial.finish(
                    Outcome.REPLACED,
                    recovery,
                    after,
                    true,
                    "replaced",
                    successor.ref().name(),
                    Trial.tenths(recovery.total()));
        } else if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, after, true, "stopped-after");
        } else {
            trial.finish(
                    Outcome.NOT_RECOVERED,
                    new Recovery(so.phases(injected), null),
                    after,
                    true,
                    "not-replaced",
                    properties.recoveryTimeout().toSeconds());
        }
    }
}
