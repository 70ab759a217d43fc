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
