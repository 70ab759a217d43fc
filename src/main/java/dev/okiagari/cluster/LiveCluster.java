package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The cluster that we are connected to, or keep trying to connect to. One thread of its own asks
 * for a heartbeat, and opens and closes the watches; the application serves whatever comes of it.
 */
@Component
class LiveCluster implements Cluster, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveCluster.class);

    /** One lost heartbeat may be a slow moment of the server. */
    private static final int HEARTBEATS_TO_LOSE = 2;

    /** Less is what the measurement of the difference between two clocks is off by. */
    private static final Duration STEP = Duration.ofSeconds(2);

    private final ClusterProperties properties;
    private final CredentialsFinder finder;
    private final ClusterConnection holder;
    private final PodStore store;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final Sleep sleep;
    private final Heartbeat heartbeat;
    private final Rounds rounds = new Rounds("cluster", this::round);

    private volatile Connection connection;
    private volatile @Nullable ClusterInfo info;
    private volatile @Nullable Watches watches;
    private Credentials.@Nullable Usable credentials;
    private @Nullable Instant lastContact;
    private @Nullable Instant provenAt;
    private int lost;

    LiveCluster(
            ClusterProperties properties,
            CredentialsFinder finder,
            ClusterConnection holder,
            PodStore store,
            ApplicationEventPublisher publisher,
            Clock clock,
            Sleep sleep) {
        this.properties = properties;
        this.finder = finder;
        this.holder = holder;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        this.sleep = sleep;
        this.heartbeat = new Heartbeat(clock, properties.heartbeatTimeout());
        this.connection = new Connection(Connection.State.CONNECTING, now(), null);
    }

    @Override
    public Optional<ClusterInfo> info() {
        return Optional.ofNullable(info);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Collection<PodSnapshot> pods() {
        return store.all();
    }

    @Override
    public Map<WorkloadRef, List<PodSnapshot>> workloads() {
        return store.workloads();
    }

    @Override
    public @Nullable PodSnapshot pod(String uid) {
        return store.get(uid);
    }

    @Override
    public @Nullable PodSnapshot pod(String namespace, String name) {
        return store.get(namespace, name);
    }

    @Override
    public List<String> namespaces() {
        return properties.namespaces();
    }

    @Override
    public boolean isWatched() {
        Watches open = watches;
        return open != null && connection.isConnected() && open.areOpen();
    }

    @Override
    public List<WatchProblem> problems() {
        Watches open = watches;
        return open == null ? List.of() : open.problems();
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
        closeWatches();
        holder.use(null);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void round() throws InterruptedException {
        rounds.attempt(this::beat, this::failed);
        sleep.sleep(properties.heartbeat());
    }

    private void beat() throws InterruptedException {
        KubernetesClient client = clientOrNull();
        if (client != null) {
            judge(client, heartbeat.ask(client));
        }
    }

    /** The thread is the only one that can mend it. */
    private void failed(Throwable failure) {
        if (!(failure instanceof KubernetesClientException)) {
            log.warn("the connection to the cluster failed unexpectedly", failure);
        }
        lose(Failures.explain(failure));
    }

    /** Looks for credentials anew whenever we are not connected: they may have been mended. */
    private @Nullable KubernetesClient clientOrNull() {
        if (connection.isConnected()) {
            return holder.client();
        }
        return switch (finder.find()) {
            case Credentials.Usable usable -> build(usable);
            case Credentials.Unusable(Message reason) -> {
                lose(reason);
                yield null;
            }
        };
    }

    private KubernetesClient build(Credentials.Usable usable) {
        KubernetesClient client = new KubernetesClientBuilder().withConfig(usable.config()).build();
        holder.use(client);
        credentials = usable;
        return client;
    }

    private void judge(KubernetesClient client, Heartbeat.Answer answer) {
        switch (answer) {
            case Heartbeat.Answer.Alive(@Nullable Duration offset) -> alive(client, offset);
            case Heartbeat.Answer.Dead(Message reason) -> {
                lost++;
                if (!connection.isConnected() || lost >= HEARTBEATS_TO_LOSE) {
                    lose(reason);
                }
            }
        }
    }

    private void alive(KubernetesClient client, @Nullable Duration offset) {
        lost = 0;
        if (!connection.isConnected()) {
            connect(client, offset);
        }
        note(offset);
        Watches open = watches;
        if (open != null) {
            open.contact(now());
            if (!open.isAlive()) {
                openWatches(client);
            } else {
                prove(client);
            }
        }
    }

    private void connect(KubernetesClient client, @Nullable Duration offset) {
        Credentials.Usable from = credentials;
        if (from == null) {
            return;
        }
        ClusterInfo found = Identity.of(client, from, offset);
        ClusterInfo before = info;
        if (before != null && !before.id().equals(found.id())) {
            store.clear();
            lastContact = null;
        }
        info = found;
        become(new Connection(Connection.State.CONNECTED, now(), null));
        log.info("connected to {} {} ({})", found.name(), found.version(), found.kind());
        openWatches(client);
    }

    private void note(@Nullable Duration offset) {
        ClusterInfo current = info;
        if (current != null && offset != null) {
            stepped(current.clockOffset(), offset);
            info = current.withClockOffset(offset);
        }
    }

    /** What is remembered by a clock that was set goes by the clock as it is now. */
    private void stepped(@Nullable Duration before, Duration now) {
        Duration step = before == null ? Duration.ZERO : before.minus(now);
        if (step.abs().compareTo(STEP) < 0) {
            return;
        }
        lastContact = lastContact == null ? null : lastContact.plus(step);
        Watches open = watches;
        if (open != null) {
            open.clockStepped(step);
        }
    }

    private void openWatches(KubernetesClient client) {
        closeWatches();
        ClusterInfo current = info;
        if (current != null && isRunning()) {
            Watches open = new Watches(current.id(), store, publisher, clock, lastContact);
            watches = open;
            open.start(client, properties.namespaces());
            provenAt = now();
        }
    }

    /** A list from time to time proves that the watches missed nothing; where they did, they go. */
    private void prove(KubernetesClient client) {
        Instant due = provenAt == null ? now() : provenAt.plus(properties.relist());
        if (now().isBefore(due)) {
            return;
        }
        provenAt = now();
        if (!new Proof(client, store, sleep).holds(properties.namespaces())) {
            log.warn("a list of the pods differs from what was watched: watching anew");
            openWatches(client);
        }
    }

    private void lose(Message reason) {
        closeWatches();
        if (connection.state() != Connection.State.DISCONNECTED
                || !reason.equals(connection.reason())) {
            Instant since =
                    connection.state() == Connection.State.DISCONNECTED
                            ? connection.since()
                            : now();
            become(new Connection(Connection.State.DISCONNECTED, since, reason));
            log.warn("disconnected: {} {}", reason.key(), reason.arguments());
        }
    }

    private void closeWatches() {
        Watches open = watches;
        watches = null;
        if (open != null) {
            lastContact = open.lastContact();
            open.close();
        }
    }

    private void become(Connection next) {
        connection = next;
        publisher.publishEvent(new ClusterEvent.ConnectionChanged(next, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
