package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster that shows the pods that a test puts into it. */
class FakeCluster implements Cluster {

    private final Map<String, PodSnapshot> pods = new ConcurrentHashMap<>();
    private volatile Connection connection =
            new Connection(Connection.State.CONNECTED, Pods.BORN, null);

    void show(PodSnapshot... shown) {
        pods.clear();
        List.of(shown).forEach(pod -> pods.put(pod.ref().uid(), pod));
    }

    void connection(Connection now) {
        connection = now;
    }

    @Override
    public Optional<ClusterInfo> info() {
        return Optional.of(
                new ClusterInfo(
                        "cluster-1",
                        "lab",
                        ClusterKind.KUBERNETES,
                        "v1.36.2",
                        Duration.ofMillis(-250)));
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Collection<PodSnapshot> pods() {
        return List.copyOf(pods.values());
    }

    @Override
    public PodSnapshot pod(String uid) {
        return pods.get(uid);
    }

    @Override
    public PodSnapshot pod(String namespace, String name) {
        return pods.values().stream()
                .filter(pod -> pod.ref().namespace().equals(namespace))
                .filter(pod -> pod.ref().name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
