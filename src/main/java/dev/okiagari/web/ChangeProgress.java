package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
                pod.container(container).map(found -> has(found, change)).orElse(false));
    }

    private static boolean has(ContainerSnapshot container, ProbeChange change) {
        boolean back = change.state() instanceof ChangeState.Undone;
        Probe wanted =
                (back ? change.before() : change.after()).map(ProbeSpec::effective).orElse(null);
        return Objects.equals(probe(container.probes(), change.type()), wanted);
    }

    private static @Nullable Probe probe(Probes probes, ProbeType type) {
        return switch (type) {
            case LIVENESS -> probes.liveness();
            case READINESS -> probes.readiness();
            case STARTUP -> probes.startup();
        };
    }

    public boolean isComplete() {
        return !pods.isEmpty() && wanted == pods.size();
    }
}
