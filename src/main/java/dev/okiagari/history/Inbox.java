package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What was told and is not recorded yet, in its order. It is bounded: of what does not fit it keeps
 * only since when something is missing.
 */
final class Inbox {

    private static final int BATCH = 1000;

    private final LinkedBlockingQueue<Told> queue;
    private final AtomicReference<@Nullable Instant> lost = new AtomicReference<>();

    Inbox(int capacity) {
        queue = new LinkedBlockingQueue<>(capacity);
    }

    /** Never blocks. {@code clusterId} is null while no cluster is known. */
    void put(@Nullable String clusterId, ClusterEvent event) {
        if (!queue.offer(new Told(clusterId, event))) {
            lost.compareAndSet(null, event.at());
        }
    }

    /**
     * The oldest observations of one cluster; empty when nothing is told for a while.
     *
     * @param current the cluster that is meant where none was known
     */
    Batch take(String current, Duration patience) throws InterruptedException {
        Told first = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return new Batch(current, List.of());
        }
        String clusterId = first.clusterOr(current);
        List<ClusterEvent> events = new ArrayList<>(List.of(first.event()));
        Told next = queue.peek();
        while (next != null && events.size() < BATCH && next.clusterOr(current).equals(clusterId)) {
            events.add(queue.remove().event());
            next = queue.peek();
        }
        return new Batch(clusterId, events);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    /** Since when something is missing; null when nothing is. */
    @Nullable Instant lostSince() {
        return lost.get();
    }

    /** What was missing is made up for. */
    void found() {
        lost.set(null);
    }

    /** Some observations of one cluster, in their order. */
    record Batch(String clusterId, List<ClusterEvent> events) {}

    private record Told(@Nullable String clusterId, ClusterEvent event) {

        String clusterOr(String current) {
            return Objects.requireNonNullElse(clusterId, current);
        }
    }
}
