package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pods that still name an image otherwise than their workload does, since we restarted them so. */
@Component
class Drifts {

    private static final int LOOKED_AT = 200;
    private static final String DIGEST = "@sha256:";

    private final Bench bench;

    Drifts(Bench bench) {
        this.bench = bench;
    }

    /**
     * The experiment that last replaced the image reference of a container; null where none did.
     */
    @Nullable Drift of(PodSnapshot pod, String container) {
        return pod.container(container).filter(one -> one.image().contains(DIGEST)).isPresent()
                ? last(pod, container)
                : null;
    }

    /** Since when, and by which experiment. */
    record Drift(String href, Moment at) {}

    private @Nullable Drift last(PodSnapshot pod, String container) {
        ExperimentQuery all =
                new ExperimentQuery(
                        pod.ref().namespace(), null, pod.ref().name(), null, null, LOOKED_AT);
        return bench.list(all).stream()
                .filter(one -> one.fault() instanceof Fault.RestartContainer)
                .filter(one -> one.target().pod().uid().equals(pod.ref().uid()))
                .filter(one -> container.equals(one.target().container()))
                .filter(Drifts::wasDone)
                .findFirst()
                .map(one -> new Drift("/experiments/" + one.id(), Moment.at(one.requestedAt())))
                .orElse(null);
    }

    /** What was not sent has replaced nothing; of a repeat and a cut-off one that is not told. */
    private static boolean wasDone(Experiment experiment) {
        return experiment.injectedAt() != null
                || experiment.isSeries()
                || experiment.state() == Experiment.State.INTERRUPTED;
    }
}
