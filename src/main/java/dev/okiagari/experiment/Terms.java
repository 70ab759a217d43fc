package dev.okiagari.experiment;

import dev.okiagari.availability.AvailabilityCheck;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for beside the fault.
 *
 * @param recoveryLimit in seconds, what makes a recovery pass; null for no limit
 * @param availability what an HTTP client asks meanwhile; null for nothing
 * @param repeat null for once
 * @param delivery the way to take; null for the lowest that works
 */
public record Terms(
        @Nullable Double recoveryLimit,
        @Nullable AvailabilityCheck availability,
        @Nullable Repeat repeat,
        Delivery.@Nullable Method delivery) {

    /** Nothing beside the fault. */
    public static final Terms NONE = new Terms(null, null, null, null);

    /** For each run of a repeat. */
    Terms once() {
        return new Terms(recoveryLimit, availability, null, delivery);
    }
}
