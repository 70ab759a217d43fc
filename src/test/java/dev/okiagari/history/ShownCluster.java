package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A cluster that shows the pods that a test puts into it, once it is known. */
final class ShownCluster implements Cluster {

    static final String ID = "cluster-1";

    private final Map<String, PodSnapshot> pods = new ConcurrentHashMap<>();
    private volatile String id;
    private volatile boolean known = true;
    private volatile boolean watched = true;
    private volatile Duration offset = Duration.ZERO;

    ShownCluster() {
        this(ID);
    }

    ShownCluster(String id) {
        this.id = id;
    }

    void unknown() {
        known = false;
        id = ID;
        pods.clear();
    }

    void become(String other) {
        id = other;
        pods.clear();
    }

    void known() {
        known = true;
    }

    void watched(boolean now) {
        watched = now;
    }

    /** Its clock less ours. */
    void isAheadBy(Duration ahead) {
        offset = ahead;
    }

    void hide(String uid) {
        pods.remove(uid);
    }

    void show(PodSnapshot pod) {
        pods.put(pod.ref().uid(), pod);
    }

    @Override
    public Optional<ClusterInfo> info() {
        return known
                ? Optional.of(
                        new ClusterInfo(id, "test", ClusterKind.KUBERNETES, "v1.36.2", offset))
                : Optional.empty();
    }

    @Override
    public boolean isWatched() {
        return watched;
    }

    @Override
    public Connection connection() {
        return new Connection(Connection.State.CONNECTED, Pods.BORN, null);
    }

    @Override
    public Collection<PodSnapshot> pods() {
        return pods.values();
    }

    @Override
    public @Nullable PodSnapshot pod(String uid) {
        return pods.get(uid);
    }

    @Override
    public @Nullable PodSnapshot pod(String namespace, String name) {
        return pods.values().stream()
                .filter(pod -> pod.ref().name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
