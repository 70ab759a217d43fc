package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.Cadences;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeForecasts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what is kept of the container. */
@Component
class RecordedHangs implements Hangs {

    private final ProbeForecasts forecasts;
    private final Cadences cadences;

    RecordedHangs(ProbeForecasts forecasts, Cadences cadences) {
        this.forecasts = forecasts;
        this.cadences = cadences;
    }

    @Override
    public @Nullable ProbeForecast forecast(PodSnapshot pod, ContainerSnapshot container) {
        return forecasts.of(pod, container).orElse(null);
    }

    @Override
    public @Nullable Cadence cadence(PodSnapshot pod, ContainerSnapshot container) {
        return cadences.of(pod, container).orElse(null);
    }
}
