package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What is seen of one target and its workload from now on, in order, waiting to be looked at. */
final class Sightings implements AutoCloseable {

    private static final int MOST = 10_000;
    private static final long LOOK_MILLIS = 50;

    private final BlockingQueue<ClusterEvent> queue = new LinkedBlockingQueue<>(MOST);
    private final Target target;
    private final Clock clock;
    private final Runnable onClose;

    Sightings(Target target, Clock clock, java.util.function.Consumer<Sightings> onClose) {
        this.target = target;
        this.clock = clock;
        this.onClose = () -> onClose.accept(this);
    }

    void offer(ClusterEvent event) {
        boolean relevant =
                switch (event) {
                    case ClusterEvent.PodObserved observed -> concerns(observed.after());
                    case ClusterEvent.PodRemoved removed -> concerns(removed.last());
                    case ClusterEvent.EventObserved observed ->
                            target.pod().uid().equals(observed.event().involvedUid());
                    case ClusterEvent.PodsListed _,
                            ClusterEvent.ProbesCounted _,
                            ClusterEvent.ConnectionChanged _ ->
                            false;
                };
        if (relevant && !queue.offer(event)) {
            queue.clear();
        }
    }

    private boolean concerns(PodSnapshot pod) {
        return pod.ref().uid().equals(target.pod().uid())
                || pod.workload().equals(target.workload());
    }

    /** The next one; null when the time is up, or it was asked to stop. */
    @Nullable ClusterEvent next(Instant deadline, BooleanSupplier stopped)
            throws InterruptedException {
        while (!stopped.getAsBoolean() && clock.instant().isBefore(deadline)) {
            ClusterEvent event = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
