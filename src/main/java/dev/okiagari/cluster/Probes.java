package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/** The probes of a container; one that is null is not there. */
public record Probes(@Nullable Probe liveness, @Nullable Probe readiness, @Nullable Probe startup) {

    public static final Probes NONE = new Probes(null, null, null);
}
