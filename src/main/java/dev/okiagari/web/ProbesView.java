package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import org.jspecify.annotations.Nullable;

/** The three probes as letters: what is there, and what is missing. */
record ProbesView(@Nullable String liveness, @Nullable String readiness, @Nullable String startup) {

    static @Nullable ProbesView of(ContainerSnapshot container) {
        if (!Shown.counts(container)) {
            return null;
        }
        Probes probes = container.probes();
        return new ProbesView(
                handler(probes.liveness()), handler(probes.readiness()), handler(probes.startup()));
    }

    private static @Nullable String handler(@Nullable Probe probe) {
        return probe == null ? null : probe.handler();
    }
}
