package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was told and is not recorded yet, in its order. It is bounded: looks at one pod that tell
 * the same of its runs are one; when it is full, the newest look at a pod takes the place of the
 * one that waits, and of what still does not fit it keeps only since when something is missing.
 */
final class Inbox {

    private static final int BATCH = 1000;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final ArrayDeque<Told> queue = new ArrayDeque<>();

    /**
     * By the pod's UID, the look at it that waits, where nothing else of that pod came after it.
     */
    private final Map<String, Told> looks = new HashMap<>();

    private final Chronology chronology = new Chronology();
    private final List<Fact> steps = new ArrayList<>();
    private @Nullable Instant lost;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Never blocks on what is recorded.
     *
     * @param clusterId null while no cluster is known
     * @param ahead the cluster's clock less ours, as they are now: ours may be set meanwhile
     */
    void put(@Nullable String clusterId, Duration ahead, ClusterEvent event) {
        lock.lock();
        try {
            steps.addAll(chronology.at(event.at()));
            if (!coalesced(clusterId, ahead, event)) {
                add(new Told(clusterId, ahead, event));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The oldest observations of one cluster; empty when nothing is told for a while.
     *
     * @param current the cluster that is meant where none was known
     */
    Batch take(String current, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (queue.isEmpty() && nanos > 0) {
                nanos = told.awaitNanos(nanos);
            }
            return batch(current);
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Since when something is missing, by the cluster's clock; null when nothing is. */
    @Nullable Instant lostSince() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** What was missing is made up for. */
    void found() {
        lock.lock();
        try {
            lost = null;
        } finally {
            lock.unlock();
        }
    }

    private boolean coalesced(@Nullable String clusterId, Duration ahead, ClusterEvent event) {
        if (!(event instanceof ClusterEvent.PodObserved now)) {
            return false;
        }
        Told waiting = looks.get(now.after().ref().uid());
        if (waiting == null || !Objects.equals(waiting.clusterId, clusterId)) {
            return false;
        }
        PodSnapshot before = ((ClusterEvent.PodObserved) waiting.look.event()).after();
        if (now.after().isOlderThan(before.resourceVersion())) {
            return true;
        }
        boolean replaces = isFull() || tellsTheSame(before, now.after());
        if (replaces) {
            waiting.look = new Look(now, ahead);
        }
        return replaces;
    }

    /** All that the fold reads but the version, so that nothing is lost with the one before. */
    private static boolean tellsTheSame(PodSnapshot one, PodSnapshot other) {
        return one.containers().equals(other.containers())
                && one.phase().equals(other.phase())
                && one.ready() == other.ready()
                && Objects.equals(one.reason(), other.reason())
                && Objects.equals(one.deletion(), other.deletion())
                && Objects.equals(one.disruption(), other.disruption())
                && one.workload().equals(other.workload())
                && Objects.equals(one.revision(), other.revision());
    }

    /** What says which pods there are, or whether any are seen, is rare and always fits. */
    private void add(Told next) {
        switch (next.look.event()) {
            case ClusterEvent.PodsListed _, ClusterEvent.ConnectionChanged _ -> enqueue(next);
            case ClusterEvent.PodObserved now -> {
                if (fits(next)) {
                    looks.put(now.after().ref().uid(), next);
                }
            }
            case ClusterEvent.PodRemoved gone -> {
                if (fits(next)) {
                    looks.remove(gone.last().ref().uid());
                }
            }
            // the next look at a node tells what one that is left out would have told
            case ClusterEvent.EventObserved _, ClusterEvent.ProbesCounted _ -> {
                boolean _ = fits(next);
            }
        }
    }

    private boolean fits(Told next) {
        if (isFull()) {
            lost = lost == null ? next.at : lost;
            return false;
        }
        enqueue(next);
        return true;
    }

    private void enqueue(Told next) {
        queue.add(next);
        told.signal();
    }

    private boolean isFull() {
        return queue.size() >= capacity;
    }

    private Batch batch(String current) {
        Told first = queue.peek();
        if (first == null) {
            return new Batch(current, List.of(), List.of(), null);
        }
        String clusterId = first.clusterOr(current);
        List<Look> looks = new ArrayList<>();
        Instant until = first.at;
        Told next = first;
        while (next != null && looks.size() < BATCH && next.clusterOr(current).equals(clusterId)) {
            looks.add(next.look);
            until = next.at;
            taken(queue.remove());
            next = queue.peek();
        }
        List<Fact> stepped = List.copyOf(steps);
        steps.clear();
        return new Batch(clusterId, looks, stepped, until);
    }

    private void taken(Told told) {
        if (told.look.event() instanceof ClusterEvent.PodObserved now) {
            boolean _ = looks.remove(now.after().ref().uid(), told);
        }
    }

    /**
     * Some observations of one cluster, in their order.
     *
     * @param steps of our clock, as far as they were noticed
     * @param until by the cluster's clock, up to when nothing was told that is not in this batch or
     *     an earlier one; null where it is empty
     */
    record Batch(String clusterId, List<Look> looks, List<Fact> steps, @Nullable Instant until) {}

    /**
     * One observation.
     *
     * @param ahead the cluster's clock less ours, when it was told
     */
    record Look(ClusterEvent event, Duration ahead) {

        /** By the cluster's clock, when it was told. */
        Instant at() {
            return event.at().plus(ahead);
        }
    }

    /** One that waits since {@code at}; of looks at a pod, {@code look} is the newest. */
    private static final class Told {
        final @Nullable String clusterId;
        final Instant at;
        Look look;

        Told(@Nullable String clusterId, Duration ahead, ClusterEvent event) {
            this.clusterId = clusterId;
            this.look = new Look(event, ahead);
            this.at = look.at();
        }

        String clusterOr(String current) {
            return Objects.requireNonNullElse(clusterId, current);
        }
    }
}
