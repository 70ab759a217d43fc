package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        Instant deadline = injected.plus(properties.recoveryTimeout());
        while (!so.isComplete()) {
            ClusterEvent event = sightings.next(deadline, trial::isStopped);
            if (event == null) {
                break;
            }
            boolean wasGone = so.goneAt != null;
            so.see(event);
            if (!wasGone && so.goneAt != null) {
                trial.step("pod-gone");
            }
        }
        judge(trial, so, injected);
    }

    private void judge(Trial trial, Succession so, Instant injected) {
        Recovery recovery = new Recovery(so.phases(injected), null);
        PodSnapshot successor = so.successor;
        Shot after = successor == null ? null : Shot.of(trial.now(), successor);
        if (successor != null && so.readyAt != null) {
            trial.finish(
                    Outcome.REPLACED,
                    recovery,
                    after,
                    true,
                    "replaced",
                    successor.ref().name(),
                    Trial.tenths(recovery.total()));
        } else if (so.goneAt != null && trial.experiment().target().workload().isBare()) {
            trial.finish(Outcome.GONE, null, null, true, "pod-gone");
        } else if (trial.isStopped()) {
            trial.finish(Outcome.ABORTED, null, after, true, "stopped-after");
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

    /** What has been seen of the old pod's end and the new one's begin. */
    private static final class Succession {

        private final Target target;
        private final Set<String> siblings;
        private final Instant injected;
        private @Nullable Instant goneAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant readyAt;
        private @Nullable PodSnapshot successor;

        Succession(Target target, Set<String> siblings, Instant injected) {
            this.target = target;
            this.siblings = siblings;
            this.injected = injected;
        }

        /** What is there already: of a take-up it may be all. */
        void begin(Cluster cluster, Instant now) {
            if (cluster.pod(target.pod().uid()) == null) {
                goneAt = now;
            }
            cluster.pods().stream()
                    .filter(pod -> pod.workload().equals(target.workload()))
                    .forEach(pod -> see(pod, now));
        }

        private boolean isOld(PodSnapshot pod) {
            return siblings.isEmpty()
                    ? pod.createdAt().isBefore(injected.truncatedTo(ChronoUnit.SECONDS))
                    : siblings.contains(pod.ref().uid());
        }

        boolean isComplete() {
            return target.workload().isBare() ? goneAt != null : readyAt != null;
        }

        void see(ClusterEvent event) {
            if (event instanceof ClusterEvent.PodRemoved removed
                    && removed.last().ref().equals(target.pod())) {
                goneAt = removed.at();
            } else if (event instanceof ClusterEvent.PodObserved observed) {
                see(observed.after(), observed.at());
            }
        }

        private void see(PodSnapshot pod, Instant at) {
            PodSnapshot known = successor;
            boolean follows =
                    known == null
                            ? !isOld(pod) && pod.workload().equals(target.workload())
                            : known.ref().equals(pod.ref());
            if (!follows || target.workload().isBare()) {
                return;
            }
            successor = pod;
            if (startedAt == null
                    && pod.containers().stream().anyMatch(ContainerSnapshot::isRunning)) {
                startedAt = at;
            }
            if (readyAt == null && pod.ready()) {
                readyAt = at;
            }
        }

        /**
         * A successor may begin while the old one still ends: then there is no phase of waiting.
         */
        List<Phase> phases(Instant injected) {
            List<Phase> phases = new ArrayList<>();
            Instant at = injected;
            PodSnapshot next = successor;
            if (goneAt != null && (startedAt == null || goneAt.isBefore(startedAt))) {
                at = add(phases, Phase.Name.GRACE, at, goneAt);
            }
            if (startedAt != null && next != null) {
                at = add(phases, Phase.Name.START, at, startedAt);
            }
            if (readyAt != null) {
                add(phases, Phase.Name.READY, at, readyAt);
            }
            return phases;
        }

        private static Instant add(List<Phase> phases, Phase.Name name, Instant from, Instant to) {
            Instant end = to.isBefore(from) ? from : to;
            phases.add(new Phase(name, from, end, Phase.Clock.WATCH));
            return end;
        }
    }
}
