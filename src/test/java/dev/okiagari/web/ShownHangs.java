package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.ProbeForecast;
import org.jspecify.annotations.Nullable;

/** What is said of hangs, as a test says; nothing at first. */
final class ShownHangs implements Hangs {

    volatile @Nullable ProbeForecast forecast;
    volatile @Nullable Cadence cadence;

    @Override
    public @Nullable ProbeForecast forecast(PodSnapshot pod, ContainerSnapshot container) {
        return forecast;
    }

    @Override
    public @Nullable Cadence cadence(PodSnapshot pod, ContainerSnapshot container) {
        return cadence;
    }
}
