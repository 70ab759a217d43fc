package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
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

    /**
     * {@code report}, {@code series} where it is a repeat, and {@code noStop} and {@code noInject}
     * where the reader's role is too small for them.
     */
    Map<String, Object> of(Experiment whole, Actor reader) {
        Experiment experiment = whole.seenBy(reader);
        Map<String, Object> model = new HashMap<>();
        model.put("report", ReportView.of(experiment));
        if (experiment.isSeries()) {
            model.put("series", SeriesView.of(experiment, laps.of(experiment)));
        }
        String namespace = experiment.target().pod().namespace();
        reader.rights()
                .refusal(Act.STOP, namespace)
                .ifPresent(reason -> model.put("noStop", reason));
        reader.rights()
                .refusal(Act.INJECT, namespace)
                .ifPresent(reason -> model.put("noInject", reason));
        return model;
    }
}
