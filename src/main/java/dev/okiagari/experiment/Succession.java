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
import org.jspecify.annotations.Nullable;

/** What has been seen of the old pod's end and the new one's begin. */
final class Succession {

    private final Target target;
    private final Set<String> siblings;
    private final Instant injected;
    private boolean ending;
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

    /** A pod that came meanwhile follows nobody as long as the old one stays. */
    boolean isComplete() {
        return target.workload().isBare() ? isGone() : hasBegun() && readyAt != null;
    }

    /** Whether the old pod is on its way out, or is gone. */
    boolean hasBegun() {
        return ending || isGone();
    }

    boolean isGone() {
        return goneAt != null;
    }

    /** Whether the new pod serves, or has done all that it is there for. */
    boolean hasRisen() {
        return readyAt != null || (successor != null && successor.isOver());
    }

    @Nullable PodSnapshot successor() {
        return successor;
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
        if (pod.ref().equals(target.pod())) {
            ending = ending || pod.isDeleting();
            return;
        }
        PodSnapshot known = successor;
        boolean follows =
                known == null
                        ? !isOld(pod) && pod.workload().equals(target.workload())
                        : known.ref().equals(pod.ref());
        if (!follows || target.workload().isBare()) {
            return;
        }
        successor = pod;
        if (startedAt == null && pod.containers().stream().anyMatch(ContainerSnapshot::isRunning)) {
            startedAt = at;
        }
        if (readyAt == null && pod.ready()) {
            readyAt = at;
        }
    }

    /** A successor may begin while the old one still ends: then there is no phase of waiting. */
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
