package dev.okiagari.web;

import dev.okiagari.history.HistoryEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Passes on what the history has stored. */
@Component
class HistoryChanges {

    private final Broadcaster broadcaster;
    private final Texts texts;

    HistoryChanges(Broadcaster broadcaster, Texts texts) {
        this.broadcaster = broadcaster;
        this.texts = texts;
    }

    @EventListener
    void on(HistoryEvent event) {
        switch (event) {
            case HistoryEvent.RestartRecorded(var restart) ->
                    broadcaster.publish(
                            "restart",
                            restart.id(),
                            locale -> HistoryViews.RestartView.of(restart, texts, locale));
            case HistoryEvent.ReplacementRecorded(var replacement) ->
                    broadcaster.publish(
                            "replacement",
                            null,
                            locale -> HistoryViews.ReplacementView.of(replacement, texts, locale));
            case HistoryEvent.ProbeFailureRecorded(var failure) ->
                    broadcaster.publish("probe-failure", HistoryViews.ProbeFailureView.of(failure));
            case HistoryEvent.GapRecorded(var gap) ->
                    broadcaster.publish(
                            "gap", null, locale -> HistoryViews.GapView.of(gap, texts, locale));
        }
    }
}
