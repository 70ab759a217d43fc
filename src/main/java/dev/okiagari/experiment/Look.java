package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ProcessReading;
import java.time.Instant;

/** One close look into a container: what it showed, and all that can be forecast from it. */
public final class Look {

    private final ContainerRef container;
    private final Inspection inspection;
    private final ProcessReading reading;
    private final Instant at;

    Look(ContainerRef container, Inspection inspection, ProcessReading reading, Instant at) {
        this.container = container;
        this.inspection = inspection;
        this.reading = reading;
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

    Inspection inspection() {
        return inspection;
    }
}
