package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pods of a workload that define a container alike, while they are counted. */
final class Share {

    private static final Comparator<PodSnapshot> BY_AGE =
            Comparator.comparing(PodSnapshot::createdAt).thenComparing(pod -> pod.ref().name());

    private int pods;
    private @Nullable PodSnapshot newest;
    private String image = "";

    void add(PodSnapshot pod, ContainerSnapshot container) {
        pods++;
        if (newest == null || BY_AGE.compare(newest, pod) < 0) {
            newest = pod;
            image = container.image();
        }
    }

    Variant variant(Definition definition, List<Finding> findings) {
        PodSnapshot pod = Objects.requireNonNull(newest);
        return new Variant(definition, image, pods, pod.ref(), pod.createdAt(), findings);
    }
}
