package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A stretch of the way from injection to good again.
 *
 * @param clock where its end was read
 */
public record Phase(Name name, Instant from, Instant to, Clock clock) {

    public Phase {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a phase cannot end before it begins");
        }
    }

    /** In seconds. */
    @JsonIgnore
    public double seconds() {
        return length().toMillis() / 1000.0;
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** What happens in it. */
    public enum Name {
        HANG,
        DETECTED,
        EXIT,
        GRACE,
        BACK_OFF,
        START,
        READY;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where a time was read. */
    public enum Clock {
        /** The cluster's, with a resolution of 1 s. */
        CLUSTER,
        /** Ours, when the watch told us. */
        WATCH,
        /** Ours. */
        OURS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
