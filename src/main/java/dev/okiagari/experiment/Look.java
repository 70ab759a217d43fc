package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One close look into a container: what it showed, and the ways in. */
public final class Look {

    private final ContainerRef container;
    private final ProcessReading reading;
    private final List<Delivery> ladder;
    private final Instant at;

    Look(ContainerRef container, ProcessReading reading, List<Delivery> ladder, Instant at) {
        this.container = container;
        this.reading = reading;
        this.ladder = List.copyOf(ladder);
        this.at = at;
    }

    /** The container's processes, or why they are not known. */
    public ProcessReading reading() {
        return reading;
    }

    /** By our clock, when it was over. */
    public Instant at() {
        return at;
    }

    ContainerRef container() {
        return container;
    }

    /** Every way to signal, open or not, the lowest first. */
    List<Delivery> ladder() {
        return ladder;
    }

    Optional<ProcessTable> table() {
        return reading instanceof ProcessReading.Known(ProcessTable table)
                ? Optional.of(table)
                : Optional.empty();
    }
}
