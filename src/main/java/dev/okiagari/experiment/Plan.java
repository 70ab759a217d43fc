package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault and its target, both looked at closely.
 *
 * @param processes what it is delivered to: one or more for a signal, any for a suspend or a hang,
 *     none for a pod, and none where they could not be read
 * @param way that will be taken; null where there is none
 */
record Plan(
        Target target,
        Fault fault,
        PodSnapshot pod,
        Shot before,
        Forecast forecast,
        List<ContainerProcess> processes,
        @Nullable Delivery way) {

    Delivery.Method method() {
        return delivery().method();
    }

    Delivery delivery() {
        if (way == null) {
            throw new IllegalStateException("there is no way to deliver " + fault.label());
        }
        return way;
    }

    Plan with(Forecast other) {
        return new Plan(target, fault, pod, before, other, processes, way);
    }

    /** Whether what it ends would not come back. */
    boolean isFinal() {
        return forecast.outcome() == Outcome.GONE;
    }
}
