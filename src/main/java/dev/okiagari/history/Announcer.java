package dev.okiagari.history;

import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.News;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says after commit what has changed, as it is shown. */
@Component
class Announcer {

    private static final String HISTORY = "history-";
    private static final String RESTART = HISTORY + "restart";
    private static final String REPLACEMENT = HISTORY + "replacement";
    private static final String PROBE_FAILURE = HISTORY + "probe-failure";
    private static final String GAP = HISTORY + "gap";

    private final RestartRows restarts;
    private final ReplacementRows replacements;
    private final ProbeFailureRows probeFailures;
    private final GapRows gaps;
    private final ApplicationEventPublisher publisher;
    private final Bulletin bulletin;

    Announcer(
            RestartRows restarts,
            ReplacementRows replacements,
            ProbeFailureRows probeFailures,
            GapRows gaps,
            ApplicationEventPublisher publisher,
            Bulletin bulletin) {
        this.restarts = restarts;
        this.replacements = replacements;
        this.probeFailures = probeFailures;
        this.gaps = gaps;
        this.publisher = publisher;
        this.bulletin = bulletin;
    }

    /** What another replica has recorded is shown here as well. */
    @EventListener
    void on(News news) {
        Changes changes = new Changes();
        Set<Long> ids =
                switch (news.topic()) {
                    case RESTART -> changes.restarts;
                    case REPLACEMENT -> changes.replacements;
                    case PROBE_FAILURE -> changes.probeFailures;
                    case GAP -> changes.gaps;
                    default -> Set.of();
                };
        if (news.topic().startsWith(HISTORY)) {
            news.subjects().forEach(id -> ids.add(Long.valueOf(id)));
            announce(changes);
        }
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
        tell(RESTART, changes.restarts);
        tell(REPLACEMENT, changes.replacements);
        tell(PROBE_FAILURE, changes.probeFailures);
        tell(GAP, changes.gaps);
    }

    private void tell(String topic, Set<Long> ids) {
        ids.forEach(id -> bulletin.tell(topic, id.toString()));
    }

    /** Most of what is written concerns nobody: then nothing is asked. */
    private static <R> Stream<HistoryEvent> told(
            Set<Long> ids,
            Function<Collection<Long>, List<R>> rows,
            Function<R, HistoryEvent> event) {
        return ids.isEmpty() ? Stream.empty() : rows.apply(ids).stream().map(event);
    }
}
