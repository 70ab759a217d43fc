package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.Covered;
import dev.okiagari.liveness.ProbeForecast;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of hangs beside each container of a list; made anew for each list. */
final class CoveredHangs {

    /** Pods of one workload are restarted alike. */
    private static final int PODS = 3;

    private final Cluster cluster;
    private final Hangs hangs;
    private final Map<WorkloadRef, List<PodSnapshot>> restarted;

    CoveredHangs(Cluster cluster, Hangs hangs) {
        this.cluster = cluster;
        this.hangs = hangs;
        this.restarted =
                cluster.pods().stream()
                        .filter(CoveredHangs::hasRestarted)
                        .collect(Collectors.groupingBy(PodSnapshot::workload));
    }

    /**
     * Of a container.
     *
     * @param forecast of the newest of its pods; null without a liveness probe
     * @param cadence of the one that restarted most often; null where none is being restarted
     */
    record Told(@Nullable ProbeForecast forecast, @Nullable Cadence cadence) {}

    Told of(Covered covered) {
        return new Told(forecast(covered), cadence(covered));
    }

    private @Nullable ProbeForecast forecast(Covered covered) {
        PodSnapshot pod = cluster.pod(covered.current().newest().uid());
        return pod == null
                ? null
                : pod.container(covered.container())
                        .map(container -> hangs.forecast(pod, container))
                        .orElse(null);
    }

    private @Nullable Cadence cadence(Covered covered) {
        String name = covered.container();
        return restarted.getOrDefault(covered.workload(), List.of()).stream()
                .sorted(
                        Comparator.comparingInt((PodSnapshot pod) -> restarts(pod, name))
                                .reversed())
                .limit(PODS)
                .map(pod -> cadence(pod, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Cadence cadence(PodSnapshot pod, String name) {
        return pod.container(name).map(container -> hangs.cadence(pod, container)).orElse(null);
    }

    private static int restarts(PodSnapshot pod, String name) {
        return pod.container(name).map(ContainerSnapshot::restartCount).orElse(0);
    }

    private static boolean hasRestarted(PodSnapshot pod) {
        return pod.containers().stream().anyMatch(one -> one.restartCount() > 0);
    }
}
