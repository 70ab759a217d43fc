package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back, in phases that follow one another.
 *
 * @param passed whether it was within the limit that was set; null where none was
 */
public record Recovery(List<Phase> phases, @Nullable Boolean passed) {

    public Recovery {
        phases = List.copyOf(phases);
    }

    /** In seconds, from the injection to good again. */
    @JsonIgnore
    public double total() {
        return phases.stream().mapToLong(phase -> phase.length().toMillis()).sum() / 1000.0;
    }

    /**
     * Held against a limit.
     *
     * @param whole whether it came to its end; what was given up on passes no limit
     */
    Recovery within(@Nullable Double limitSeconds, boolean whole) {
        return limitSeconds == null ? this : new Recovery(phases, whole && total() <= limitSeconds);
    }
}
