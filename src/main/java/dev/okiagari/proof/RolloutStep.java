package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Waits until each pod of the workload has the changed probe, and it is due in one of them. */
@Component
class RolloutStep {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final ProbeChanges changes;
    private final Cluster cluster;
    private final Sleep sleep;
    private final ProofProperties properties;

    RolloutStep(ProbeChanges changes, Cluster cluster, Sleep sleep, ProofProperties properties) {
        this.changes = changes;
        this.cluster = cluster;
        this.sleep = sleep;
        this.properties = properties;
    }

    /** False where it did not come to that in time, or it was stopped. */
    boolean await(Course course) throws InterruptedException {
        ProbeChange change = changes.find(course.proof().agreement().change()).orElse(null);
        if (change == null) {
            return false;
        }
        Duration due = due(change);
        Instant deadline =
                course.begun().isAfter(course.proof().state().at())
                        ? course.begun()
                        : course.proof().state().at();
        deadline = deadline.plus(properties.rolloutTimeout()).plus(due);
        while (!course.isStopped() && course.now().isBefore(deadline)) {
            PodSnapshot pod = pod(change);
            if (pod != null && isDue(pod, change, course.now().minus(due))) {
                return true;
            }
            sleep.sleep(LOOK);
        }
        return false;
    }

    /** How long a run has to be there for its probe to be asking: its forecast begins there. */
    private static Duration due(ProbeChange change) {
        Probe probe = change.after().map(ProbeSpec::effective).orElseThrow();
        return probe.initialDelay().plus(probe.period());
    }

    private static boolean isDue(PodSnapshot pod, ProbeChange change, Instant latest) {
        return container(pod, change)
                .map(ContainerSnapshot::state)
                .filter(ContainerState.Running.class::isInstance)
                .map(state -> ((ContainerState.Running) state).startedAt())
                .filter(since -> !since.isAfter(latest))
                .isPresent();
    }

    /** One to hang, the oldest first; null while not all have the probe and are ready. */
    @Nullable PodSnapshot pod(ProbeChange change) {
        List<PodSnapshot> pods =
                cluster.pods().stream()
                        .filter(pod -> pod.workload().equals(change.target().workload()))
                        .filter(pod -> !pod.isOver())
                        .toList();
        return pods.stream().allMatch(pod -> isGood(pod, change))
                ? pods.stream().min(Comparator.comparing(PodSnapshot::createdAt)).orElse(null)
                : null;
    }

    private static boolean isGood(PodSnapshot pod, ProbeChange change) {
        return pod.ready()
                && !pod.isDeleting()
                && container(pod, change).filter(change::hasReached).isPresent();
    }

    private static Optional<ContainerSnapshot> container(PodSnapshot pod, ProbeChange change) {
        return pod.container(change.target().container());
    }
}
