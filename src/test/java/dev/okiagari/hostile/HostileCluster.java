package dev.okiagari.hostile;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The practice cluster, and in it pods that no API server would take: one that lies may. */
@TestConfiguration(proxyBeanMethods = false)
class HostileCluster {

    static final String NAME = Hostile.MARKUP.get(1) + Hostile.EXPRESSIONS.get(2);

    @Bean
    @Primary
    Cluster hostileCluster(@Qualifier("liveCluster") Cluster live) {
        return new Shown(live);
    }

    private record Shown(Cluster live) implements Cluster {

        @Override
        public Optional<ClusterInfo> info() {
            return live.info()
                    .map(info ->
                            new ClusterInfo(
                                    info.id(),
                                    NAME,
                                    info.kind(),
                                    info.version() + Hostile.MARKUP.getFirst(),
                                    info.clockOffset()));
        }

        @Override
        public Connection connection() {
            return live.connection();
        }

        @Override
        public Collection<PodSnapshot> pods() {
            List<PodSnapshot> all = new ArrayList<>(live.pods());
            all.addAll(HostilePods.ALL);
            return all;
        }

        @Override
        public Map<WorkloadRef, List<PodSnapshot>> workloads() {
            return pods().stream().collect(Collectors.groupingBy(PodSnapshot::workload));
        }

        @Override
        public @Nullable PodSnapshot pod(String uid) {
            return found(pod -> pod.ref().uid().equals(uid), live.pod(uid));
        }

        @Override
        public @Nullable PodSnapshot pod(String namespace, String name) {
            return found(
                    pod -> pod.ref().namespace().equals(namespace) && pod.ref().name().equals(name),
                    live.pod(namespace, name));
        }

        private static @Nullable PodSnapshot found(
                java.util.function.Predicate<PodSnapshot> wanted, @Nullable PodSnapshot other) {
            return Stream.concat(HostilePods.ALL.stream().filter(wanted), Stream.ofNullable(other))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
