package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.WorkUnderWay;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The workloads that an experiment, or a repeat of one, is at. */
@Component
class ExperimentsUnderWay implements WorkUnderWay {

    private final Runner runner;
    private final SeriesRunner series;
    private final ExperimentStore store;
    private final Cluster cluster;

    ExperimentsUnderWay(
            Runner runner, SeriesRunner series, ExperimentStore store, Cluster cluster) {
        this.runner = runner;
        this.series = series;
        this.store = store;
        this.cluster = cluster;
    }

    @Override
    public boolean isOn(WorkloadRef workload, @Nullable UUID whole) {
        return series.holds(workload, whole)
                || runner.isAt(workload)
                || isOnElsewhere(workload, whole);
    }

    private boolean isOnElsewhere(WorkloadRef workload, @Nullable UUID whole) {
        return cluster.info().stream()
                .flatMap(known -> store.elsewhere(known.id()).stream())
                .filter(other -> !other.id().equals(whole))
                .anyMatch(other -> other.target().workload().equals(workload));
    }
}
