package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares what the cluster counts with what Okiagari keeps: each restart is stored once, or lies
 * in a gap that says how many it hides.
 *
 * @param apps whose containers, those that there are by then
 */
record StoredOnce(Lab lab, Set<String> apps) {

    /** What the cluster counts, and what is kept of it. */
    record Count(int restarts, int stored, int inGaps) {

        @Override
        public String toString() {
            return "%d = %d + %d".formatted(restarts, stored, inGaps);
        }

        private Count plus(Count other) {
            return new Count(
                    restarts + other.restarts, stored + other.stored, inGaps + other.inGaps);
        }
    }

    void verify(Api api) {
        for (Pod pod : pods()) {
            for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
                List<Integer> stored = stored(api, pod, status);
                long kept =
                        IntStream.rangeClosed(1, status.getRestartCount())
                                .filter(stored::contains)
                                .count();
                assertThat(stored).as(pod.getMetadata().getName()).doesNotHaveDuplicates();
                assertThat(kept + inGaps(api, pod, status))
                        .as(pod.getMetadata().getName())
                        .isEqualTo(status.getRestartCount().longValue());
            }
        }
    }

    /** Of the pods that there are now. */
    Count count(Api api) {
        return pods().stream()
                .flatMap(pod ->
                        pod.getStatus().getContainerStatuses().stream()
                                .map(status ->
                                        new Count(
                                                status.getRestartCount(),
                                                stored(api, pod, status).size(),
                                                inGaps(api, pod, status))))
                .reduce(new Count(0, 0, 0), Count::plus);
    }

    private List<Pod> pods() {
        return lab.client().pods().inNamespace(lab.namespace()).list().getItems().stream()
                .filter(pod -> apps.contains(pod.getMetadata().getLabels().get("app")))
                .toList();
    }

    private static List<Integer> stored(Api api, Pod pod, ContainerStatus status) {
        return api.list("/api/restarts", query(pod, status)).stream()
                .map(restart -> restart.path("restartCount").asInt())
                .toList();
    }

    private static int inGaps(Api api, Pod pod, ContainerStatus status) {
        return api.list("/api/gaps", query(pod, status)).stream()
                .mapToInt(gap -> gap.path("missed").asInt(0))
                .sum();
    }

    private static Map<String, ?> query(Pod pod, ContainerStatus status) {
        return Map.of(
                "podUid", pod.getMetadata().getUid(), "container", status.getName(), "limit", 1000);
    }
}
