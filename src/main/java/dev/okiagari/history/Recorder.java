package dev.okiagari.history;

import dev.okiagari.cluster.About;
import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterEvent.ConnectionChanged;
import dev.okiagari.cluster.ClusterEvent.EventObserved;
import dev.okiagari.cluster.ClusterEvent.PodObserved;
import dev.okiagari.cluster.ClusterEvent.PodRemoved;
import dev.okiagari.cluster.ClusterEvent.PodsListed;
import dev.okiagari.cluster.ClusterEvent.ProbesCounted;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.database.Database;
import dev.okiagari.replica.Deposed;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Records what the cluster shows: listeners only enqueue, one thread folds and writes, a batch a
 * transaction. It outlives a database that is away, and stops only when what it holds is written or
 * cannot be. Of several replicas one records; in the others it keeps in mind what it would begin
 * with.
 */
@Component
class Recorder implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(4);
    private static final int SOME = 1000;

    private final Cluster cluster;
    private final Archive archive;
    private final Scribe scribe;
    private final Clock clock;
    private final Sleep sleep;
    private final Inbox inbox;
    private final Office office;
    private final Relief relief = new Relief();
    private volatile boolean running;
    private boolean databaseAway;
    private @Nullable Thread thread;
    private @Nullable Memory memory;
    private @Nullable Instant written;

    Recorder(
            Cluster cluster,
            Archive archive,
            Ledger ledger,
            Announcer announcer,
            Database database,
            Clock clock,
            Sleep sleep,
            HistoryProperties properties,
            Office office) {
        this.cluster = cluster;
        this.archive = archive;
        this.scribe = new Scribe(ledger, announcer, database, sleep, () -> running);
        this.clock = clock;
        this.sleep = sleep;
        this.inbox = new Inbox(properties.queue());
        this.office = office;
    }

    @EventListener
    void on(ClusterEvent event) {
        boolean silent =
                event instanceof ClusterEvent.EventObserved heard
                        && EventKind.of(heard.event()).isEmpty()
                        && ControllerDeletion.of(heard.event()).isEmpty();
        if (!silent) {
            inbox.put(cluster.info().map(ClusterInfo::id).orElse(null), offset(), event);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("recorder").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread current = thread;
        if (current == null) {
            return;
        }
        try {
            current.join(STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        current.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the watches start, and after they have stopped. */
    @Override
    public int getPhase() {
        return -1000;
    }

    private void run() {
        try {
            while (running || hasWork()) {
                turn();
            }
        } catch (InterruptedException stopped) {
            log.warn("stopped with {} observations unwritten", inbox.size());
        }
    }

    /** Whether something waits to be written, or to be looked at again. */
    boolean hasWork() {
        return !inbox.isEmpty() || isLookDue();
    }

    /** Nothing is taken before it is known of which cluster it is. */
    void turn() throws InterruptedException {
        Optional<ClusterInfo> info = cluster.info();
        if (info.isEmpty() && !running) {
            throw new InterruptedException("stopped before any cluster was known");
        }
        if (info.isEmpty()) {
            sleep.sleep(PATIENCE);
            return;
        }
        Inbox.Batch batch = inbox.take(info.get().id(), PATIENCE);
        try {
            turn(batch);
        } catch (Deposed another) {
            log.warn("what was to be recorded is refused: another replica records");
            forget();
            relief.follow(batch.looks());
        }
    }

    private void turn(Inbox.Batch batch) throws InterruptedException {
        switch (office.standing(batch.clusterId())) {
            case RECORDS -> {
                if (!batch.looks().isEmpty() || isLookDue() || isHeartbeatDue()) {
                    record(batch);
                }
            }
            case ELECTED -> {
                follow(batch);
                takeOver(batch.clusterId());
            }
            case FOLLOWS -> {
                follow(batch);
                forget();
            }
        }
    }

    private void follow(Inbox.Batch batch) {
        relief.follow(batch.looks());
        inbox.found();
    }

    /** What was remembered is of a time when another did not write yet. */
    private void forget() {
        if (memory != null) {
            office.leave();
        }
        memory = null;
        written = null;
    }

    /** As at a start, from what is stored: first it is made sure that nobody else writes to it. */
    private void takeOver(String clusterId) throws InterruptedException {
        try {
            office.take(clusterId);
        } catch (RuntimeException away) {
            scribe.waitAfter(away);
            return;
        }
        memory = null;
        Memory _ = memory(clusterId);
        List<Inbox.Look> looks = relief.begin(clusterId, cluster.pods(), clock.instant(), offset());
        for (int from = 0; from < looks.size(); from += SOME) {
            List<Inbox.Look> some = looks.subList(from, Math.min(from + SOME, looks.size()));
            record(new Inbox.Batch(clusterId, some, List.of(), null));
        }
    }

    private void record(Inbox.Batch batch) throws InterruptedException {
        Memory known = memory(batch.clusterId());
        List<Fact> facts = new ArrayList<>(batch.steps());
        for (Inbox.Look look : batch.looks()) {
            known.clusterIsAheadBy(look.ahead());
            facts.addAll(fold(known, relief.asTold(look.event())));
        }
        known.clusterIsAheadBy(offset());
        Instant until = until(known, batch);
        databaseAway |= scribe.keep(known.clusterId(), facts, until);
        if (until != null) {
            written = clock.instant();
        }
        if (isLookDue()) {
            lookAgain(known);
        }
        databaseAway &= inbox.lostSince() != null;
    }

    private List<Fact> fold(Memory known, ClusterEvent event) {
        try {
            return known.apply(event);
        } catch (RuntimeException malformed) {
            about(log.atError(), event)
                    .setCause(malformed)
                    .log("an observation cannot be recorded: {}", event);
            return List.of();
        }
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, ClusterEvent event) {
        return switch (event) {
            case PodObserved(_, PodSnapshot after, _) -> About.pod(line, after.ref());
            case PodRemoved(PodSnapshot last, _, _) -> About.pod(line, last.ref());
            case EventObserved(KubeEvent seen, _) ->
                    About.container(
                            line,
                            seen.namespace(),
                            seen.isAboutPod() ? seen.involvedName() : null,
                            seen.container());
            case PodsListed listed -> About.pod(line, listed.namespace(), null);
            case ProbesCounted _, ConnectionChanged _ -> line;
        };
    }

    /** By the cluster's clock, until when all that happened is folded; null where nobody knows. */
    private @Nullable Instant until(Memory known, Inbox.Batch batch) {
        Instant lost = inbox.lostSince();
        if (!known.sees()) {
            return untilLost(known, batch);
        }
        if (lost != null) {
            return lost.minus(Sight.LAG);
        }
        return inbox.isEmpty() && isWatching()
                ? known.byCluster(clock.instant())
                : batch.until() == null ? null : batch.until().minus(Sight.LAG);
    }

    /** What was told before sight was lost is folded, if that was in this batch. */
    private static @Nullable Instant untilLost(Memory known, Inbox.Batch batch) {
        Instant seen = known.seenUntil();
        Instant until = batch.until();
        boolean now = batch.looks().stream().anyMatch(look -> look.at().equals(seen));
        if (seen == null || until == null || !now) {
            return null;
        }
        return (seen.isBefore(until) ? seen : until).minus(Sight.LAG);
    }

    private boolean isWatching() {
        return cluster.isWatched();
    }

    private boolean isHeartbeatDue() {
        Memory known = memory;
        return known != null
                && known.sees()
                && isWatching()
                && isAWhileAgo(written, clock.instant());
    }

    /** A clock that was set back makes what was written come later than now. */
    private static boolean isAWhileAgo(@Nullable Instant then, Instant now) {
        return then == null || then.isAfter(now) || !then.plus(HEARTBEAT).isAfter(now);
    }

    private Duration offset() {
        return cluster.info().map(ClusterInfo::clockOffset).orElse(Duration.ZERO);
    }

    private Memory memory(String clusterId) throws InterruptedException {
        Memory known = memory;
        while (known == null || !known.clusterId().equals(clusterId)) {
            try {
                known = archive.load(clusterId, clock.instant().plus(offset()));
                memory = known;
                scribe.works();
            } catch (RuntimeException away) {
                databaseAway = true;
                scribe.waitAfter(away);
            }
        }
        return known;
    }

    /** What is queued is older than what the cluster shows now, so it goes first. */
    private boolean isLookDue() {
        return inbox.lostSince() != null && inbox.isEmpty();
    }

    /** What could not be queued is looked at again, and said to be missing. */
    private void lookAgain(Memory known) throws InterruptedException {
        Instant now = clock.instant();
        Instant lost = inbox.lostSince();
        Instant until = known.byCluster(now);
        Instant since = lost == null || lost.isAfter(until) ? until : lost.minus(Sight.LAG);
        GapReason reason = databaseAway ? GapReason.DATABASE_AWAY : GapReason.OVERFLOW;
        inbox.found();
        List<Fact> facts =
                new ArrayList<>(
                        known.lookAgain(cluster.pods(), reason, since.minus(offset()), now));
        facts.add(
                new Fact.GapSeen(
                        reason.text() + "|" + since,
                        since,
                        until,
                        Gap.Scope.CLUSTER,
                        reason,
                        null,
                        Message.of("history.gap." + reason.text())));
        databaseAway = scribe.keep(known.clusterId(), facts, until);
    }
}
