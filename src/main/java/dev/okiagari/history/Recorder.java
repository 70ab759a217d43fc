package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Records what the cluster shows: listeners only enqueue, one thread folds and writes, a batch a
 * transaction. It outlives a database that is away, and stops only when what it holds is written or
 * cannot be.
 */
@Component
class Recorder implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final int BATCH = 1000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Archive archive;
    private final Ledger ledger;
    private final Announcer announcer;
    private final Clock clock;
    private final Sleep sleep;
    private final LinkedBlockingQueue<ClusterEvent> queue;
    private final AtomicReference<@Nullable Instant> overflow = new AtomicReference<>();
    private volatile boolean running;
    private volatile boolean databaseAway;
    private @Nullable Thread thread;
    private @Nullable Memory memory;
    private @Nullable Instant written;

    Recorder(
            Cluster cluster,
            Archive archive,
            Ledger ledger,
            Announcer announcer,
            Clock clock,
            Sleep sleep,
            HistoryProperties properties) {
        this.cluster = cluster;
        this.archive = archive;
        this.ledger = ledger;
        this.announcer = announcer;
        this.clock = clock;
        this.sleep = sleep;
        this.queue = new LinkedBlockingQueue<>(properties.queue());
    }

    @EventListener
    void on(ClusterEvent event) {
        if (!queue.offer(event)) {
            overflow.compareAndSet(null, event.at());
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
            current.join(Duration.ofSeconds(4));
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
            while (running || !queue.isEmpty()) {
                record(take());
            }
        } catch (InterruptedException stopped) {
            log.warn("stopped with {} observations unwritten", queue.size());
        }
    }

    private List<ClusterEvent> take() throws InterruptedException {
        List<ClusterEvent> batch = new ArrayList<>();
        ClusterEvent first = queue.poll(running ? 500 : 1, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
        return batch;
    }

    private void record(List<ClusterEvent> batch) throws InterruptedException {
        if (batch.isEmpty() && overflow.get() == null && !heartbeatIsDue()) {
            return;
        }
        Memory known = memory(batch);
        if (known == null) {
            return;
        }
        List<Fact> facts = new ArrayList<>();
        batch.forEach(event -> facts.addAll(fold(known, event)));
        facts.addAll(reread(known));
        if (!facts.isEmpty() || heartbeatIsDue()) {
            keep(known, facts);
        }
    }

    private List<Fact> fold(Memory known, ClusterEvent event) {
        try {
            return known.apply(event);
        } catch (RuntimeException malformed) {
            log.error("an observation cannot be recorded: {}", event, malformed);
            return List.of();
        }
    }

    private boolean heartbeatIsDue() {
        return cluster.connection().isConnected()
                && (written == null || !written.plus(HEARTBEAT).isAfter(clock.instant()));
    }

    /** Null while no cluster is known; what was taken meanwhile says nothing of pods. */
    private @Nullable Memory memory(List<ClusterEvent> batch) throws InterruptedException {
        String clusterId =
                batch.stream()
                        .filter(ClusterEvent.PodsListed.class::isInstance)
                        .map(ClusterEvent.PodsListed.class::cast)
                        .map(ClusterEvent.PodsListed::clusterId)
                        .findFirst()
                        .or(() -> cluster.info().map(ClusterInfo::id))
                        .orElse(null);
        if (clusterId == null) {
            return null;
        }
        Memory known = memory;
        while (known == null || !known.clusterId().equals(clusterId)) {
            try {
                known = archive.load(clusterId, clock.instant());
                memory = known;
            } catch (RuntimeException away) {
                pause(away);
            }
        }
        return known;
    }

    /** What could not be queued is looked at again, and said to be missing. */
    private List<Fact> reread(Memory known) {
        Instant since = overflow.getAndSet(null);
        if (since == null) {
            return List.of();
        }
        Instant now = clock.instant();
        GapReason reason = databaseAway ? GapReason.DATABASE_AWAY : GapReason.OVERFLOW;
        databaseAway = false;
        known.lostSight(reason);
        List<Fact> facts = new ArrayList<>();
        for (PodSnapshot pod : cluster.pods()) {
            facts.addAll(fold(known, new ClusterEvent.PodObserved(null, pod, now)));
        }
        known.sightAgain();
        facts.add(
                new Fact.GapSeen(
                        reason.text() + "|" + since,
                        since.isAfter(now) ? now : since,
                        now,
                        Gap.Scope.CLUSTER,
                        reason,
                        null,
                        Message.of("history.gap." + reason.text())));
        return facts;
    }

    private void keep(Memory known, List<Fact> facts) throws InterruptedException {
        while (true) {
            try {
                announce(ledger.write(known.clusterId(), facts, clock.instant()));
                written = clock.instant();
                return;
            } catch (DataIntegrityViolationException refused) {
                log.error("a batch was refused; its facts are written one by one", refused);
                oneByOne(known, facts);
                return;
            } catch (RuntimeException away) {
                databaseAway = true;
                pause(away);
            }
        }
    }

    private void oneByOne(Memory known, List<Fact> facts) {
        for (Fact fact : facts) {
            try {
                announce(ledger.write(known.clusterId(), List.of(fact), clock.instant()));
            } catch (RuntimeException refused) {
                log.error("cannot be recorded: {}", fact, refused);
            }
        }
    }

    private void announce(Changes changes) {
        try {
            announcer.announce(changes);
        } catch (RuntimeException unheard) {
            log.warn("what was recorded could not be announced", unheard);
        }
    }

    private void pause(RuntimeException away) throws InterruptedException {
        log.warn(
                "the database does not answer, trying again: {}",
                Objects.requireNonNullElse(away.getMessage(), away.toString()));
        if (!running) {
            throw new InterruptedException("stopped while the database was away");
        }
        sleep.sleep(RETRY);
    }
}
