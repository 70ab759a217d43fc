package dev.okiagari.experiment;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.WorkUnderWay;
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
    public boolean isOn(WorkloadRef workload) {
        return series.holds(workload, null) || runner.isAt(workload);
    }
}
