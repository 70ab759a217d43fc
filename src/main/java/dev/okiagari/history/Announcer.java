package dev.okiagari.history;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says after commit what has changed, as it is shown. */
@Component
class Announcer {

    private final RestartRows restarts;
    private final ReplacementRows replacements;
    private final ProbeFailureRows probeFailures;
    private final GapRows gaps;
    private final ApplicationEventPublisher publisher;

    Announcer(
            RestartRows restarts,
            ReplacementRows replacements,
            ProbeFailureRows probeFailures,
            GapRows gaps,
            ApplicationEventPublisher publisher) {
        this.restarts = restarts;
        this.replacements = replacements;
        this.probeFailures = probeFailures;
        this.gaps = gaps;
        this.publisher = publisher;
    }

    void announce(Changes changes) {
        if (!changes.ended.isEmpty()) {
            publisher.publishEvent(new RunsEnded(List.copyOf(changes.ended)));
        }
        Stream.of(
                        restarts.findAllByIdInOrderById(changes.restarts).stream()
                                .map(RestartRow::toRestart)
                                .map(HistoryEvent.RestartRecorded::new),
                        replacements.findAllByIdInOrderById(changes.replacements).stream()
                                .map(ReplacementRow::toReplacement)
                                .map(HistoryEvent.ReplacementRecorded::new),
                        probeFailures.findAllByIdInOrderById(changes.probeFailures).stream()
                                .map(ProbeFailureRow::toProbeFailure)
                                .map(HistoryEvent.ProbeFailureRecorded::new),
                        gaps.findAllByIdInOrderById(changes.gaps).stream()
                                .map(GapRow::toGap)
                                .map(HistoryEvent.GapRecorded::new))
                .flatMap(events -> events)
                .forEach(publisher::publishEvent);
    }
}
