package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.Tally;
import dev.okiagari.safety.HaltChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Passes on how experiments go, and a halt. */
@Component
class ExperimentChanges {

    private final Broadcaster broadcaster;
    private final Experiments experiments;
    private final Texts texts;

    ExperimentChanges(Broadcaster broadcaster, Experiments experiments, Texts texts) {
        this.broadcaster = broadcaster;
        this.experiments = experiments;
        this.texts = texts;
    }

    @EventListener
    void on(ExperimentChanged changed) {
        Experiment experiment = changed.experiment();
        // Asked for here, since a stream touches memory only.
        Tally tally = experiment.isSeries() ? experiments.tally(experiment) : Tally.NONE;
        broadcaster.publish(
                "experiment",
                experiment.id().toString(),
                locale -> ExperimentView.of(experiment, tally, texts, locale));
    }

    @EventListener
    void on(HaltChanged changed) {
        broadcaster.publish("halt", "halt", _ -> changed.state());
    }
}
