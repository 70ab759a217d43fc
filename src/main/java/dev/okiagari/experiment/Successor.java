package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows a target from run to run: whom the next one is aimed at, and whether it is time. */
@Component
class Successor {

    /** The cluster cuts its times to the second, at both ends. */
    private static final Duration CUT = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Clock clock;

    Successor(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The same pod while it is there, else the newest ready one of its workload; null for none. */
    @Nullable PodSnapshot of(Target last) {
        PodSnapshot same = cluster.pod(last.pod().uid());
        if (same != null && isHere(same)) {
            return same;
        }
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(last.workload()))
                .filter(Successor::isHere)
                .filter(pod ->
                        last.container() == null || pod.container(last.container()).isPresent())
                .max(
                        Comparator.comparing((PodSnapshot pod) -> isReady(pod, last.container()))
                                .thenComparing(PodSnapshot::createdAt))
                .orElse(null);
    }

    private static boolean isHere(PodSnapshot pod) {
        return !pod.isDeleting() && !pod.isOver();
    }

    /** Whether the next run may begin. */
    boolean isTime(PodSnapshot pod, @Nullable String container, Repeat.Spacing spacing) {
        boolean ready = cluster.connection().isConnected() && isReady(pod, container);
        return switch (spacing) {
            case READY -> ready;
            case SETTLED -> ready && isSettled(pod, container);
        };
    }

    private static boolean isReady(PodSnapshot pod, @Nullable String container) {
        return container == null
                ? pod.ready()
                : pod.container(container)
                        .filter(ContainerSnapshot::isRunning)
                        .filter(ContainerSnapshot::ready)
                        .isPresent();
    }

    /** The kubelet forgets when a container ends that has run for long enough, not before. */
    private boolean isSettled(PodSnapshot pod, @Nullable String container) {
        Instant theirNow =
                clock.instant()
                        .plus(cluster.info().map(ClusterInfo::clockOffset).orElse(Duration.ZERO));
        Stream<ContainerSnapshot> watched =
                container == null ? pod.containers().stream() : pod.container(container).stream();
        return watched.map(Successor::startedAt)
                .flatMap(Optional::stream)
                .allMatch(
                        started -> !theirNow.isBefore(started.plus(Estimate.FORGOTTEN).plus(CUT)));
    }

    private static Optional<Instant> startedAt(ContainerSnapshot container) {
        return container.state() instanceof ContainerState.Running(@Nullable Instant startedAt)
                ? Optional.ofNullable(startedAt)
                : Optional.empty();
    }
}
