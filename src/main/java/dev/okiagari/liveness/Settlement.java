package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.database.DatabaseTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what became of a write whose answer is not known, by looking at the workload: also of
 * one that an earlier process has left.
 */
@Component
class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An API server gives up a request after a minute: then it does not arrive any more. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(75);

    private final WorkloadApi api;
    private final ProbeChangeStore store;
    private final Cluster cluster;
    private final Clock clock;

    Settlement(WorkloadApi api, ProbeChangeStore store, Cluster cluster, Clock clock) {
        this.api = api;
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
    }

    @EventListener
    void on(ClusterEvent.PodsListed listed) {
        Thread.ofVirtual().name("probe changes").start(() -> all(listed.clusterId()));
    }

    private void all(String clusterId) {
        try {
            store.open(clusterId).forEach(this::look);
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            log.warn("open changes of probes cannot be read while the database is away");
        }
    }

    /** The server has said what it wrote. */
    ChangeResult written(ProbeChange open, Workload written) {
        ProbeChange after = open.with(done(open, written.templateText()));
        end(open, after);
        return new ChangeResult.Made(after);
    }

    /** The server has refused for certain. */
    void refused(ProbeChange open, ChangeResult why) {
        end(open, open.with(notDone(open, reason(why))));
    }

    /** Looks once; empty where it is still not known. */
    Optional<ProbeChange> look(ProbeChange open) {
        if (!open.clusterId().equals(cluster.info().map(ClusterInfo::id).orElse(""))) {
            return Optional.empty();
        }
        Optional<ChangeState> state =
                switch (api.read(open.target().workload())) {
                    case WorkloadAnswer.Here(Workload now) -> judged(open, now);
                    case WorkloadAnswer.Gone _ ->
                            Optional.of(
                                    notDone(
                                            open,
                                            Refused.message(
                                                    "gone", open.target().workload().name())));
                    default -> Optional.empty();
                };
        return state.map(open::with).filter(after -> end(open, after));
    }

    /** The log gets a second line, with what became of it. */
    private boolean end(ProbeChange open, ProbeChange after) {
        return open.state() instanceof ChangeState.Undoing undoing
                ? store.become(open, after, undoing.by(), ProbeChanges.UNDO)
                : store.become(open, after, open.by(), ProbeChanges.CHANGE);
    }

    private Optional<ChangeState> judged(ProbeChange open, Workload now) {
        String name = open.target().workload().name();
        if (!now.uid().equals(open.shown().uid())) {
            return Optional.of(notDone(open, Refused.message("gone", name)));
        }
        if (now.template().equals(expected(open))) {
            return Optional.of(done(open, now.templateText()));
        }
        boolean canStillArrive = now.version().equals(version(open)) && isFresh(open);
        return canStillArrive
                ? Optional.empty()
                : Optional.of(notDone(open, Refused.message("did-not-arrive", name)));
    }

    private boolean isFresh(ProbeChange open) {
        Instant since =
                switch (open.state()) {
                    case ChangeState.Applying applying -> applying.since();
                    case ChangeState.Undoing undoing -> undoing.since();
                    default -> Instant.EPOCH;
                };
        return clock.instant().isBefore(since.plus(UNDER_WAY));
    }

    private static String version(ProbeChange open) {
        return switch (open.state()) {
            case ChangeState.Applying applying -> applying.version();
            case ChangeState.Undoing undoing -> undoing.version();
            default -> "";
        };
    }

    private static JsonNode expected(ProbeChange open) {
        boolean back = open.state() instanceof ChangeState.Undoing;
        return JSON.readTree(back ? open.shown().before() : open.shown().after());
    }

    private ChangeState done(ProbeChange open, String template) {
        return open.state() instanceof ChangeState.Undoing undoing
                ? new ChangeState.Undone(now(), undoing.by(), undoing.from())
                : new ChangeState.Applied(now(), template);
    }

    /** What could not be undone is applied as before. */
    private ChangeState notDone(ProbeChange open, Message reason) {
        return open.state() instanceof ChangeState.Undoing undoing
                ? undoing.from()
                : new ChangeState.Failed(now(), reason);
    }

    private static Message reason(ChangeResult why) {
        return switch (why) {
            case ChangeResult.Made _ -> throw new IllegalArgumentException("not refused");
            case ChangeResult.Gone(Message reason) -> reason;
            case ChangeResult.Changed(Message reason) -> reason;
            case ChangeResult.Invalid invalid -> invalid.faults().getFirst().reason();
            case ChangeResult.Guarded guarded -> guarded.refusals().getFirst().reason();
            case ChangeResult.Denied denied -> denied.reason();
            case ChangeResult.Unreachable(Message reason) -> reason;
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
