package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
                        told(
                                changes.restarts,
                                restarts::findAllByIdInOrderById,
                                row -> new HistoryEvent.RestartRecorded(row.toRestart())),
                        told(
                                changes.replacements,
                                replacements::findAllByIdInOrderById,
                                row -> new HistoryEvent.ReplacementRecorded(row.toReplacement())),
                        told(
                                changes.probeFailures,
                                probeFailures::findAllByIdInOrderById,
                                row -> new HistoryEvent.ProbeFailureRecorded(row.toProbeFailure())),
                        told(
                                changes.gaps,
                                gaps::findAllByIdInOrderById,
                                row -> new HistoryEvent.GapRecorded(row.toGap())))
                .flatMap(events -> events)
                .forEach(publisher::publishEvent);
    }

    /** Most of what is written concerns nobody: then nothing is asked. */
    private static <R> Stream<HistoryEvent> told(
            Set<Long> ids,
            Function<Collection<Long>, List<R>> rows,
            Function<R, HistoryEvent> event) {
        return ids.isEmpty() ? Stream.empty() : rows.apply(ids).stream().map(event);
    }
}
