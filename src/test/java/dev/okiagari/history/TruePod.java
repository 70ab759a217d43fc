package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod as it truly lives. */
final class TruePod {

    final PodRef ref;
    final List<TrueContainer> containers;
    private final Instant createdAt;
    private PodSnapshot.@Nullable Deletion deletion;

    TruePod(String name, int birth, int containers, Instant createdAt) {
        this.ref = new PodRef("shop", name, "uid-" + name + "-" + birth);
        this.createdAt = createdAt;
        this.containers =
                java.util.stream.IntStream.range(0, containers)
                        .mapToObj(number -> new TrueContainer(ref.uid(), "app-" + number))
                        .toList();
    }

    void askToGo(Instant now) {
        deletion = new PodSnapshot.Deletion(now.plusSeconds(30), Duration.ofSeconds(30));
    }

    PodSnapshot snapshot(long version) {
        return new PodSnapshot(
                ref,
                new WorkloadRef("shop", "StatefulSet", "web"),
                "node",
                "10.0.0.1",
                "Running",
                null,
                containers.stream().allMatch(TrueContainer::runs),
                createdAt,
                deletion,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                String.valueOf(version),
                containers.stream().map(TrueContainer::snapshot).toList(),
                null);
    }
}
