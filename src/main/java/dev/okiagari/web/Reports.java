package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the page of an experiment shows, at first and whenever it changes. */
@Component
class Reports {

    private final Laps laps;

    Reports(Laps laps) {
        this.laps = laps;
    }

    /** {@code report}, and {@code series} where it is a repeat. */
    Map<String, Object> of(Experiment experiment) {
        Map<String, Object> model = new HashMap<>();
        model.put("report", ReportView.of(experiment));
        if (experiment.isSeries()) {
            model.put("series", SeriesView.of(experiment, laps.of(experiment)));
        }
        return model;
    }
}
