package dev.okiagari.web;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.database.DatabaseChanged;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Says that something that pages show has changed, but not what: a reader looks for itself. */
@Component
class Changes {

    private final AtomicLong count = new AtomicLong();
    private final Sinks.Many<Long> sink = Sinks.many().multicast().directBestEffort();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    /** A number a change; of those that a slow reader missed only the latest. */
    Flux<Long> flux() {
        return sink.asFlux().onBackpressureLatest();
    }

    /** Ends when the context does: an open stream would hold its shutdown. */
    Mono<Void> closed() {
        return closed.asMono();
    }

    void happened() {
        synchronized (sink) {
            sink.tryEmitNext(count.incrementAndGet());
        }
    }

    @EventListener
    void on(ClusterEvent event) {
        switch (event) {
            case ClusterEvent.PodObserved observed -> happened();
            case ClusterEvent.PodRemoved removed -> happened();
            case ClusterEvent.PodsListed listed -> happened();
            case ClusterEvent.ConnectionChanged changed -> happened();
            case ClusterEvent.EventObserved _, ClusterEvent.ProbesCounted _ -> {}
        }
    }

    @EventListener
    void on(DatabaseChanged changed) {
        happened();
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closed.tryEmitEmpty();
    }
}
