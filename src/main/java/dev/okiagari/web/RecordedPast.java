package dev.okiagari.web;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.Database;
import dev.okiagari.database.DatabaseChanged;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.Comebacks;
import dev.okiagari.history.Gap;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryEvent;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.Kept;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.history.Run;
import dev.okiagari.history.Slice;
import dev.okiagari.history.Timeline;
import dev.okiagari.history.TimelineQuery;
import dev.okiagari.history.Timelines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The history, with its summaries kept in memory: those of a pod that restarted are read again at
 * once, all every minute so that hours pass.
 */
@Component
class RecordedPast implements Past {

    /** Of more pods than so many, asking for all at once is less. */
    private static final int ONE_BY_ONE = 500;

    private final History history;
    private final Timelines timelines;
    private final Comebacks comebacks;
    private final Kept kept;
    private final Changes changes;
    private final Database database;
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final Set<String> restarted = ConcurrentHashMap.newKeySet();

    /** Since all were read: what the database does not know yet to be gone. */
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    private volatile Map<ContainerRef, RestartSummary> summaries = new ConcurrentHashMap<>();
    private volatile Map<WorkloadRef, RestartSummary> gone = new ConcurrentHashMap<>();

    RecordedPast(
            History history,
            Timelines timelines,
            Comebacks comebacks,
            Kept kept,
            Changes changes,
            Database database) {
        this.history = history;
        this.timelines = timelines;
        this.comebacks = comebacks;
        this.kept = kept;
        this.changes = changes;
        this.database = database;
    }

    @Override
    public Map<ContainerRef, RestartSummary> summaries() {
        return summaries;
    }

    @Override
    public Map<WorkloadRef, RestartSummary> gone() {
        return gone;
    }

    @Override
    public Slice<Restart> restarts(HistoryQuery query) {
        return history.restarts(query);
    }

    @Override
    public Optional<Restart> restart(String id) {
        return history.restart(id);
    }

    @Override
    public Optional<Run> endedBy(Restart restart) {
        return history.endedBy(restart);
    }

    @Override
    public Slice<Run> runs(HistoryQuery query) {
        return history.runs(query);
    }

    @Override
    public Slice<Gap> gaps(HistoryQuery query) {
        return history.gaps(query);
    }

    @Override
    public Slice<ProbeFailure> probeFailures(HistoryQuery query) {
        return history.probeFailures(query);
    }

    @Override
    public Slice<ProbeFailure> discardedProbes(HistoryQuery query) {
        return history.discardedProbes(query);
    }

    @Override
    public Timeline timeline(TimelineQuery query) {
        return timelines.of(query);
    }

    @Override
    public List<Comeback> comebacks(WorkloadRef workload, Instant from, Instant to) {
        return comebacks.of(workload, from, to);
    }

    @Override
    public Duration kept() {
        return kept.length();
    }

    @Override
    public Instant keptSince() {
        return kept.since();
    }

    @Override
    public Optional<Instant> lastBefore(WorkloadRef workload, String container, Instant before) {
        return timelines.lastBefore(workload, container, before);
    }

    @EventListener
    void on(HistoryEvent event) {
        if (event instanceof HistoryEvent.RestartRecorded(Restart restart)) {
            restarted.add(restart.container().pod().uid());
        }
    }

    /** What a pod did that is no longer shown stays its workload's. */
    @EventListener
    void on(ClusterEvent event) {
        if (event instanceof ClusterEvent.PodRemoved(PodSnapshot pod, _, _)) {
            removed.add(pod.ref().uid());
            pod.containers().stream()
                    .map(container ->
                            summaries.remove(new ContainerRef(pod.ref(), container.name())))
                    .filter(Objects::nonNull)
                    .filter(summary -> summary.total() > 0)
                    .forEach(summary -> gone.merge(pod.workload(), summary, RestartSummary::plus));
        }
    }

    /** What was written last before an outage may have been told to nobody. */
    @EventListener
    void on(DatabaseChanged changed) {
        stale.set(true);
    }

    @Scheduled(fixedDelay = 60_000)
    void anHourMayHavePassed() {
        stale.set(true);
    }

    @Scheduled(fixedDelay = 50)
    void refresh() {
        if (!database.isThere()) {
            return;
        }
        if (restarted.size() > ONE_BY_ONE) {
            stale.set(true);
        }
        if (stale.getAndSet(false)) {
            restarted.clear();
            removed.clear();
            read(() -> {
                summaries = new ConcurrentHashMap<>(history.summaries());
                gone = new ConcurrentHashMap<>(history.summariesOfGone());
            });
        } else if (!restarted.isEmpty()) {
            Set<String> pods = Set.copyOf(restarted);
            restarted.removeAll(pods);
            read(() ->
                    pods.stream()
                            .filter(pod -> !removed.contains(pod))
                            .forEach(pod -> summaries.putAll(history.summaries(pod))));
        }
    }

    private void read(Runnable reading) {
        try {
            reading.run();
            changes.happened();
        } catch (DataAccessException | TransactionException away) {
            stale.set(true);
        }
    }
}
