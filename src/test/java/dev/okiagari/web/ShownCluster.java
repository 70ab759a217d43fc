package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WatchProblem;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster that is what a test says. */
final class ShownCluster implements Cluster {

    private volatile @Nullable ClusterInfo info = PagesFixture.lab();
    private volatile Connection connection = PagesFixture.connected();
    private volatile List<PodSnapshot> pods = List.of();
    private volatile List<WatchProblem> problems = List.of();

    void show(PodSnapshot... pods) {
        this.pods = List.of(pods);
    }

    void show(List<PodSnapshot> pods) {
        this.pods = List.copyOf(pods);
    }

    void troubled(WatchProblem... problems) {
        this.problems = List.of(problems);
    }

    /** Without problems, until some are said. */
    void is(@Nullable ClusterInfo info, Connection connection) {
        problems = List.of();
        this.info = info;
        this.connection = connection;
    }

    @Override
    public Optional<ClusterInfo> info() {
        return Optional.ofNullable(info);
    }

    @Override
    public Connection connection() {
        return connection;
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
                .filter(pod -> Objects.equals(pod.ref().namespace(), namespace))
                .filter(pod -> pod.ref().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<WatchProblem> problems() {
        return problems;
    }
}
