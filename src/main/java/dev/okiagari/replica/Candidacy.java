package dev.okiagari.replica;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Failures;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.Rounds;
import dev.okiagari.cluster.Sleep;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stands for election again and again: the client's elector ends for good when it has lost. It has
 * a client of its own, so that no other request keeps it from renewing in time.
 */
@Component
class Candidacy implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Candidacy.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int SHOW_EACH = 10;

    /** Looks without anybody who holds the Lease: then it is not only between two of them. */
    private static final int LONG = 5;

    private final Replica replica;
    private final ReplicasProperties properties;
    private final Cluster cluster;
    private final ClusterConnection connection;
    private final Office office;
    private final Recorders recorders;
    private final Sleep sleep;
    private final Rounds rounds = new Rounds("candidacy", this::round);
    private int vacant;

    Candidacy(
            Replica replica,
            ReplicasProperties properties,
            Cluster cluster,
            ClusterConnection connection,
            Office office,
            Recorders recorders,
            Sleep sleep) {
        this.replica = replica;
        this.properties = properties;
        this.cluster = cluster;
        this.connection = connection;
        this.office = office;
        this.recorders = recorders;
        this.sleep = sleep;
    }

    @Override
    public void start() {
        if (replica.isOneOfMany()) {
            rounds.start();
        }
    }

    /** Releases the Lease, so that the next one need not wait for its end. */
    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** Before the recorder starts, and after it has written what it had. */
    @Override
    public int getPhase() {
        return -2000;
    }

    private void round() throws InterruptedException {
        rounds.attempt(this::stand, this::failed);
        sleep.sleep(LOOK);
    }

    private void stand() throws InterruptedException {
        String clusterId = clusterId();
        if (clusterId == null) {
            return;
        }
        try (KubernetesClient client =
                        new KubernetesClientBuilder()
                                .withConfig(connection.client().getConfiguration())
                                .build();
                Election election =
                        Election.begin(client, properties, Objects.requireNonNull(replica.id()))) {
            for (int n = 0; !election.isOver() && clusterId.equals(clusterId()); n++) {
                look(election, n % SHOW_EACH == 0);
                sleep.sleep(LOOK);
            }
        } catch (NotConnectedException notYet) {
            log.debug("no election without a cluster", notYet);
        } finally {
            office.dismiss();
        }
    }

    /**
     * What the elector believes may be of before this process stood still: before anybody is
     * elected the Lease itself is asked. From then on the elector's word is enough, and one request
     * that fails costs nothing.
     */
    private void look(Election election, boolean show) {
        if (!election.isWon()) {
            office.dismiss();
        }
        boolean elects = election.isWon() && !office.isElected();
        if (!elects && !show) {
            return;
        }
        try {
            Optional<Election.Holder> holder = election.holder();
            vacant = holder.isPresent() ? 0 : vacant + 1;
            if (vacant < LONG) {
                recorders.seen(holder.orElse(null), null);
            } else {
                problem("nobody holds the Lease " + election + ", which takes create and update");
            }
            if (elects
                    && holder.map(Election.Holder::id).equals(Optional.ofNullable(replica.id()))) {
                office.elect();
            }
        } catch (RuntimeException unanswered) {
            failed(unanswered);
        }
    }

    private void failed(Throwable failure) {
        problem(Failures.shortly(failure));
    }

    private void problem(String now) {
        if (recorders.seen(null, now)) {
            log.warn("no replica can be elected: {}", now);
        }
    }

    /** Of the cluster that all replicas share; null where there is none. */
    private @Nullable String clusterId() {
        ClusterInfo info = cluster.info().orElse(null);
        if (info != null && info.kind() == ClusterKind.PRACTICE) {
            problem("each process has a practice cluster of its own");
            return null;
        }
        return info == null ? null : info.id();
    }
}
