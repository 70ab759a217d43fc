package dev.okiagari.experiment;

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

    ExperimentsUnderWay(Runner runner, SeriesRunner series) {
        this.runner = runner;
        this.series = series;
    }

    @Override
    public boolean isOn(WorkloadRef workload, @Nullable UUID whole) {
        return series.holds(workload, whole) || runner.isAt(workload);
    }
}
