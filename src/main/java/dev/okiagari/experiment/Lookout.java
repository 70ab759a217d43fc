package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterEvent;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hands what the cluster tells to the experiments that wait for it. */
@Component
class Lookout {

    private final Set<Sightings> open = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    Lookout(Clock clock) {
        this.clock = clock;
    }

    Sightings watch(Target target) {
        Sightings sightings = new Sightings(target, clock, open::remove);
        open.add(sightings);
        return sightings;
    }

    @EventListener
    void on(ClusterEvent event) {
        open.forEach(sightings -> sightings.offer(event));
    }
}
