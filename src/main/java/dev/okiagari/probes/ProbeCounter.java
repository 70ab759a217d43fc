package dev.okiagari.probes;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks for the counters of all nodes that have pods that are watched, of a few at a time, over and
 * over, in a thread of its own.
 */
@Component
class ProbeCounter implements ProbeCounts, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProbeCounter.class);
    private static final int AT_ONCE = 8;

    private final Cluster cluster;
    private final NodeReader reader;
    private final ProbesProperties properties;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final Sleep sleep;
    private final Map<String, NodeState> states = new ConcurrentHashMap<>();
    private final Rounds rounds = new Rounds("probe-counter", this::again);

    ProbeCounter(
            Cluster cluster,
            NodeReader reader,
            ProbesProperties properties,
            ApplicationEventPublisher publisher,
            Clock clock,
            Sleep sleep) {
        this.cluster = cluster;
        this.reader = reader;
        this.properties = properties;
        this.publisher = publisher;
        this.clock = clock;
        this.sleep = sleep;
    }

    @Override
    public Counting on(String node) {
        if (!isEnabled()) {
            return new Counting.Off();
        }
        NodeState state = states.get(node);
        return state == null ? new Counting.Awaited() : state.counting();
    }

    private boolean isEnabled() {
        return properties.source() != ProbesProperties.Source.NONE;
    }

    @Override
    public void start() {
        if (isEnabled()) {
            rounds.start();
        }
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void again() throws InterruptedException {
        if (cluster.connection().isConnected()) {
            rounds.attempt(
                    this::round,
                    unexpected -> log.warn("probe failures are not counted for now", unexpected));
        }
        sleep.sleep(properties.interval());
    }

    /** Asks each node that is due once. */
    void round() throws InterruptedException {
        Map<String, Set<String>> pods = podsByNode();
        states.keySet().retainAll(pods.keySet());
        Instant now = clock.instant();
        List<Callable<Void>> questions = new ArrayList<>();
        pods.forEach((node, uids) -> {
            NodeState state = states.get(node);
            if (state == null || state.isDue(now, properties.interval())) {
                questions.add(() -> ask(node, uids));
            }
        });
        try (ExecutorService askers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var _ = askers.invokeAll(questions);
        }
    }

    private Map<String, Set<String>> podsByNode() {
        Map<String, Set<String>> pods = new HashMap<>();
        for (PodSnapshot pod : cluster.pods()) {
            String node = pod.node();
            if (node != null) {
                pods.computeIfAbsent(node, any -> new HashSet<>()).add(pod.ref().uid());
            }
        }
        return pods;
    }

    private @Nullable Void ask(String node, Set<String> podUids) throws InterruptedException {
        try {
            take(node, reader.read(node, podUids));
        } catch (RuntimeException unexpected) {
            log.warn("node {} cannot be asked for its probes", node, unexpected);
        }
        return null;
    }

    private void take(String node, Reading reading) {
        switch (reading) {
            case Reading.Known(Counters counters, Instant at) -> {
                states.put(node, NodeState.answered(at, properties.interval()));
                publisher.publishEvent(
                        new ClusterEvent.ProbesCounted(
                                node, counters.startedAt(), counters.pods(), at, clock.instant()));
            }
            case Reading.Failed(Message reason) -> failed(node, reason);
        }
    }

    private void failed(String node, Message reason) {
        NodeState before = states.get(node);
        if (before == null || before.failures() == 0) {
            log.warn(
                    "the probes of node {} are not counted: {} {}",
                    node,
                    reason.key(),
                    reason.arguments());
        }
        states.put(node, NodeState.failed(before, reason, clock.instant(), properties.interval()));
    }
}
