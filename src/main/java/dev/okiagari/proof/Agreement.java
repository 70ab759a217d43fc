package dev.okiagari.proof;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.safety.Guard;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was known, and what a person has agreed to, before anything was done.
 *
 * @param change the dry run that was shown to them
 * @param kind what becomes of the probe
 * @param pod whose container is hung first
 * @param containerId the run of it that was looked into; null where it was not told
 * @param forecast of the probe as it is to be
 * @param watch in seconds, how long the first hang lasts if nothing ends it
 * @param patience in seconds, the same for the second; null for a little longer than its forecast
 * @param confirmed guards that they have named
 */
public record Agreement(
        UUID change,
        ProbeChange.Kind kind,
        PodRef pod,
        @Nullable String containerId,
        ProbeForecast forecast,
        int watch,
        @Nullable Integer patience,
        Set<Guard> confirmed) {

    public Agreement {
        confirmed = Set.copyOf(confirmed);
    }
}
