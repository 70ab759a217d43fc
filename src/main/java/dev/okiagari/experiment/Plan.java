package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;

/**
 * A fault and its target, both looked at closely.
 *
 * @param processes what it is delivered to: one for a signal, any for a suspend, none for a pod
 */
record Plan(
        Target target,
        Fault fault,
        PodSnapshot pod,
        Shot before,
        Forecast forecast,
        List<ContainerProcess> processes) {

    /** The way that will be taken. */
    Delivery.Method method() {
        return forecast.deliveries().stream()
                .filter(Delivery::possible)
                .map(Delivery::method)
                .findFirst()
                .orElseThrow();
    }

    /** Whether what it ends would not come back. */
    boolean isFinal() {
        return forecast.outcome() == Outcome.GONE;
    }
}
