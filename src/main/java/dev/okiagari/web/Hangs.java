package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.ProbeForecast;
import org.jspecify.annotations.Nullable;

/** What pages ask of hangs: what a container's probe would make of one, and what it has made. */
interface Hangs {

    /** Of its liveness probe, if all its processes were stopped now; null without one. */
    @Nullable ProbeForecast forecast(PodSnapshot pod, ContainerSnapshot container);

    /** How regularly it is being restarted by its probe; null where it is not. */
    @Nullable Cadence cadence(PodSnapshot pod, ContainerSnapshot container);
}
