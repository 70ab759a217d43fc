package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
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

    /** In seconds to the millisecond, from the injection to good again. */
    @JsonIgnore
    public double total() {
        return phases.stream()
                        .mapToLong(phase -> Duration.between(phase.from(), phase.to()).toMillis())
                        .sum()
                / 1000.0;
    }

    Recovery within(@Nullable Double limitSeconds) {
        return limitSeconds == null ? this : new Recovery(phases, total() <= limitSeconds);
    }
}
