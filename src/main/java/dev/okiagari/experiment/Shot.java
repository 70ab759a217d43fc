package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the target looked at one time: what the verdict compares.
 *
 * @param ended how the run before this one ended, where the cluster still knew
 * @param processes empty where they were not read; the first 500
 */
public record Shot(
        Instant at,
        String pod,
        String podUid,
        @Nullable String containerId,
        @Nullable Instant startedAt,
        int restartCount,
        @Nullable Termination ended,
        List<ContainerProcess> processes) {

    /** So that what is stored stays small; a container seldom has as many. */
    private static final int MOST_PROCESSES = 500;

    public Shot {
        processes = processes.stream().limit(MOST_PROCESSES).toList();
    }

    Shot withoutProcesses() {
        return new Shot(at, pod, podUid, containerId, startedAt, restartCount, ended, List.of());
    }

    static Shot of(Instant at, PodSnapshot pod) {
        return new Shot(
                at, pod.ref().name(), pod.ref().uid(), null, pod.createdAt(), 0, null, List.of());
    }

    static Shot of(
            Instant at,
            PodSnapshot pod,
            ContainerSnapshot container,
            List<ContainerProcess> processes) {
        return new Shot(
                at,
                pod.ref().name(),
                pod.ref().uid(),
                container.containerId(),
                container.state() instanceof ContainerState.Running(@Nullable Instant startedAt)
                        ? startedAt
                        : null,
                container.restartCount(),
                container.lastTermination(),
                processes);
    }
}
