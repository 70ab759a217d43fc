package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.Circumstances;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.StartNeed;
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
    public ProbeForecast forecast(
            PodSnapshot pod, ContainerSnapshot container, ProbeType type, Probe probe) {
        return ProbeForecast.of(
                probe, Circumstances.frozen(type, pod.grace(), StartNeed.of(container.probes())));
    }

    @Override
    public @Nullable Cadence cadence(PodSnapshot pod, ContainerSnapshot container) {
        return cadence;
    }
}
