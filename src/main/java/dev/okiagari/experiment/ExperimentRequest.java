package dev.okiagari.experiment;

import dev.okiagari.cluster.PodRef;
import dev.okiagari.safety.Guard;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param container null for faults of the whole pod
 * @param podUid the pod that was seen; null to take the one that has the name now
 * @param containerId the run that was seen; null to take the one that runs now
 * @param confirmed guards that the person has named
 * @param dryRun everything but the injection, and nothing stored
 */
public record ExperimentRequest(
        String namespace,
        String pod,
        @Nullable String container,
        @Nullable String podUid,
        @Nullable String containerId,
        Fault fault,
        Set<Guard> confirmed,
        Terms terms,
        boolean dryRun) {

    public ExperimentRequest {
        confirmed = Set.copyOf(confirmed);
    }

    /** The first run of what is to be repeated. */
    ExperimentRequest once() {
        return new ExperimentRequest(
                namespace,
                pod,
                container,
                podUid,
                containerId,
                fault,
                confirmed,
                terms.once(),
                dryRun);
    }

    /** A further run, at the pod that is there now and the run of its container. */
    ExperimentRequest once(PodRef now) {
        return new ExperimentRequest(
                now.namespace(),
                now.name(),
                container,
                now.uid(),
                null,
                fault,
                confirmed,
                terms.once(),
                dryRun);
    }
}
