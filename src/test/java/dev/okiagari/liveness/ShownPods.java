package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster that has the pods of a test. */
final class ShownPods implements Cluster {

    private List<PodSnapshot> pods;
    private String id = "lab";

    ShownPods(List<PodSnapshot> pods) {
        this.pods = pods;
    }

    void show(List<PodSnapshot> shown) {
        pods = shown;
    }

    void becomes(String other) {
        id = other;
    }

    @Override
    public Optional<ClusterInfo> info() {
        return Optional.of(new ClusterInfo(id, id, ClusterKind.KUBERNETES, "v1.36.2", null));
    }

    @Override
    public Connection connection() {
        return new Connection(
                Connection.State.CONNECTED, Instant.parse("2026-11-23T12:00:00Z"), null);
    }

    @Override
    public Collection<PodSnapshot> pods() {
        return pods;
    }

    @Override
    public @Nullable PodSnapshot pod(String uid) {
        return pods.stream().filter(pod -> pod.ref().uid().equals(uid)).findFirst().orElse(null);
    }

    @Override
    public @Nullable PodSnapshot pod(String namespace, String name) {
        return pods.stream()
                .filter(pod -> pod.ref().namespace().equals(namespace))
                .filter(pod -> pod.ref().name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
