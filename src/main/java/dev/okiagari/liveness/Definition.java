package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What advice looks at: pods of one template share it.
 *
 * @param type regular or a sidecar: no others have probes
 * @param lasting whether it is to run for ever: what is to end by itself is a job's
 * @param grace the pod's termination grace period
 * @param term null where nobody looked
 */
public record Definition(
        ContainerType type,
        boolean lasting,
        Probes probes,
        Duration grace,
        @Nullable TermReading term) {

    private static final String ALWAYS = "Always";

    static Definition of(PodSnapshot pod, ContainerSnapshot container, @Nullable TermReading term) {
        return new Definition(
                container.type(),
                pod.restartPolicy().equals(ALWAYS),
                container.probes(),
                pod.grace(),
                term);
    }
}
