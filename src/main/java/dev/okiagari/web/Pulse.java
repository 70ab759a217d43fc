package dev.okiagari.web;

import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.history.HistoryEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts what timelines would show anew. A page that sees another number asks again. */
@Component
class Pulse {

    private final AtomicLong beats = new AtomicLong();
    private final Changes changes;

    Pulse(Changes changes) {
        this.changes = changes;
    }

    long beats() {
        return beats.get();
    }

    @EventListener
    void on(HistoryEvent event) {
        beat();
    }

    @EventListener
    void on(ExperimentChanged changed) {
        beat();
    }

    private void beat() {
        beats.incrementAndGet();
        changes.happened();
    }
}
