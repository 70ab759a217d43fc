package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.liveness.ProbeChange;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a change has come to the pods of its workload, by what they say of themselves.
 *
 * @param wanted how many of them have the probe as it is to be, and are ready
 */
record ChangeProgress(List<PodLine> pods, int wanted) {

    /**
     * A pod.
     *
     * @param has whether it has the probe as it is to be
     */
    public record PodLine(
            String name,
            String href,
            @Nullable String revision,
            boolean ready,
            boolean ending,
            boolean has) {

        public Mark mark() {
            return ready ? Mark.GOOD : Mark.WAITING;
        }
    }

    static ChangeProgress of(ProbeChange change, Cluster cluster) {
        List<PodLine> lines =
                cluster.pods().stream()
                        .filter(pod -> pod.workload().equals(change.target().workload()))
                        .filter(pod -> !pod.isOver())
                        .sorted(Comparator.comparing(PodSnapshot::createdAt).reversed())
                        .map(pod -> line(change, pod))
                        .toList();
        return new ChangeProgress(
                lines, (int) lines.stream().filter(line -> line.has() && line.ready()).count());
    }

    private static PodLine line(ProbeChange change, PodSnapshot pod) {
        String container = change.target().container();
        return new PodLine(
                pod.ref().name(),
                Href.container(pod.ref().namespace(), pod.ref().name(), container),
                pod.revision(),
                pod.ready(),
                pod.isDeleting(),
                pod.container(container).map(change::hasReached).orElse(false));
    }

    public boolean isComplete() {
        return !pods.isEmpty() && wanted == pods.size();
    }
}
