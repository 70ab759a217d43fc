package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.RunLogs;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fetches what runs wrote last, once they have ended: in threads of its own, a few at a time and
 * not too many in a minute, so that neither the recorder nor the cluster waits for it. What it does
 * not get it says why.
 */
@Component
class LastWords implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LastWords.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(2);

    /** A log of long ago would be in the way of those that somebody is waiting for. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final Cluster cluster;
    private final WordsLedger ledger;
    private final Clock clock;
    private final boolean enabled;
    private final Errands errands = new Errands();
    private final Queue<String> listed = new ConcurrentLinkedQueue<>();
    private final Set<String> everListed = ConcurrentHashMap.newKeySet();
    private final WordsDesk desk;
    private final Messenger messenger;
    private final Office office;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    LastWords(
            Cluster cluster,
            RunLogs logs,
            WordsLedger ledger,
            Clock clock,
            Sleep sleep,
            HistoryProperties properties,
            Office office) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.office = office;
        this.clock = clock;
        this.enabled = properties.lastWords().enabled();
        this.desk = new WordsDesk(ledger, sleep, () -> running);
        this.messenger =
                new Messenger(logs, ledger, errands, desk, clock, sleep, properties.lastWords());
    }

    /** Never blocks: the recorder tells it. */
    @EventListener
    void on(RunsEnded ended) {
        if (enabled) {
            ended.runs().forEach(this::take);
        }
    }

    /** What ended while Okiagari was not running may still be there. */
    @EventListener
    void on(ClusterEvent.PodsListed list) {
        if (enabled && everListed.add(list.clusterId())) {
            listed.add(list.clusterId());
        }
    }

    private void take(Errand errand) {
        if (isDoneInit(errand) || !errands.isNew(errand)) {
            return;
        }
        Instant end = errand.run().finishedAt();
        if (end != null && end.isBefore(clock.instant().minus(RECENT))) {
            desk.leave(new Words.Note(errand, Message.of("history.words.old")));
        } else if (!errands.offer(errand)) {
            desk.leave(new Words.Note(errand, Message.of("history.words.skipped")));
        }
    }

    /** That it is done is all that an init container has to say. */
    private boolean isDoneInit(Errand errand) {
        PodSnapshot pod = cluster.pod(errand.pod().uid());
        return pod != null
                && Integer.valueOf(0).equals(errand.run().exitCode())
                && pod.container(errand.run().container())
                        .filter(container -> container.type() == ContainerType.INIT)
                        .isPresent();
    }

    @Override
    public void start() {
        running = true;
        if (enabled) {
            threads.add(Thread.ofVirtual().name("last-words").start(guarded(desk::work)));
            for (int i = 0; i < AT_ONCE; i++) {
                threads.add(Thread.ofVirtual().name("last-words-" + i).start(guarded(this::run)));
            }
        }
    }

    /** What was fetched is still written. */
    @Override
    public void stop() {
        running = false;
        try {
            threads.stream().skip(1).forEach(Thread::interrupt);
            if (!threads.isEmpty()) {
                boolean _ = threads.getFirst().join(STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() throws InterruptedException {
        while (running) {
            String clusterId = isOurs() ? listed.poll() : null;
            if (clusterId != null) {
                lookFor(clusterId);
            }
            Errand errand = errands.take(PATIENCE);
            if (errand != null) {
                messenger.fetch(errand);
            }
        }
    }

    /** Whoever begins to record looks again for what another has not fetched. */
    private boolean isOurs() {
        boolean now = office.isHeld();
        if (!held.getAndSet(now) && now) {
            listed.addAll(everListed);
        }
        return now;
    }

    private void lookFor(String clusterId) {
        try {
            Instant since = clock.instant().minus(RECENT);
            ledger.untold(clusterId, since, Errands.CAPACITY / 2).forEach(this::take);
        } catch (RuntimeException away) {
            log.debug("cannot look for last words that are missing", away);
        }
    }

    /** Work that ends quietly when it is interrupted, and not at anything else. */
    private Runnable guarded(Work work) {
        return () -> {
            do {
                try {
                    work.run();
                } catch (InterruptedException stopped) {
                    return;
                } catch (RuntimeException unexpected) {
                    log.warn("last words are missing", unexpected);
                }
            } while (running);
        };
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
