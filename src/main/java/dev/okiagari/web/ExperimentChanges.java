package dev.okiagari.web;

import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.safety.HaltChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Passes on how experiments go, and a halt. */
@Component
class ExperimentChanges {

    private final Broadcaster broadcaster;
    private final Texts texts;

    ExperimentChanges(Broadcaster broadcaster, Texts texts) {
        this.broadcaster = broadcaster;
        this.texts = texts;
    }

    @EventListener
    void on(ExperimentChanged changed) {
        broadcaster.publish(
                "experiment",
                changed.experiment().id().toString(),
                locale -> ExperimentView.of(changed.experiment(), texts, locale));
    }

    @EventListener
    void on(HaltChanged changed) {
        broadcaster.publish("halt", "halt", _ -> changed.state());
    }
}
