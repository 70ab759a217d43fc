package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Newest;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.Processes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks into containers, and remembers for a moment what each showed: who has just read a forecast
 * need not wait for another look before the injection.
 */
@Component
class Looks {

    private static final int REMEMBERED = 500;

    private final Processes processes;
    private final Ladder ladder;
    private final ExperimentProperties properties;
    private final Clock clock;
    private final Map<String, Look> byRun = Newest.of(REMEMBERED);

    Looks(Processes processes, Ladder ladder, ExperimentProperties properties, Clock clock) {
        this.processes = processes;
        this.ladder = ladder;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new one; blocks for an exec, or a few where the image has no shell. */
    Look look(ContainerRef container) throws InterruptedException {
        ProcessReading reading = processes.read(container);
        Look look = new Look(container, reading, ladder.of(container, reading), clock.instant());
        look.table().ifPresent(table -> remember(table.containerId(), look));
        return look;
    }

    /** The last one into this very run, where it is not too old; else a new one. */
    Look recent(ContainerRef container, @Nullable String containerId) throws InterruptedException {
        Optional<Look> known = remembered(containerId);
        return known.isPresent() ? known.get() : look(container);
    }

    private synchronized void remember(String containerId, Look look) {
        byRun.remove(containerId);
        byRun.put(containerId, look);
    }

    private synchronized Optional<Look> remembered(@Nullable String containerId) {
        Instant oldest = clock.instant().minus(properties.fresh());
        return Optional.ofNullable(containerId)
                .map(byRun::get)
                .filter(look -> look.at().isAfter(oldest));
    }
}
