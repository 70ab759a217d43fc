package dev.okiagari.replica;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One election, from standing for it to having lost what was won. */
final class Election implements AutoCloseable {

    private final KubernetesClient client;
    private final String namespace;
    private final String lease;
    private volatile boolean won;
    private @Nullable CompletableFuture<?> over;

    private Election(KubernetesClient client, String namespace, String lease) {
        this.client = client;
        this.namespace = namespace;
        this.lease = lease;
    }

    static Election begin(KubernetesClient client, ReplicasProperties properties, String id) {
        String namespace =
                Objects.requireNonNullElse(
                        properties.namespace(),
                        Objects.requireNonNullElse(client.getNamespace(), "default"));
        Election election = new Election(client, namespace, properties.lease());
        election.over =
                client.leaderElector()
                        .withConfig(
                                new LeaderElectionConfigBuilder()
                                        .withName(id)
                                        .withLock(new LeaseLock(namespace, properties.lease(), id))
                                        .withLeaseDuration(properties.leaseDuration())
                                        .withRenewDeadline(properties.renewDeadline())
                                        .withRetryPeriod(properties.retryPeriod())
                                        .withReleaseOnCancel(true)
                                        .withLeaderCallbacks(election.callbacks())
                                        .build())
                        .build()
                        .start();
        return election;
    }

    private LeaderCallbacks callbacks() {
        return new LeaderCallbacks(() -> won = true, () -> won = false, _ -> {});
    }

    boolean isWon() {
        return won;
    }

    /** Once it is lost, or was never begun, it does not come back. */
    boolean isOver() {
        CompletableFuture<?> running = over;
        return running == null || running.isDone();
    }

    /** Who has the Lease by the API server; empty where nobody has. */
    Optional<String> holder() {
        Lease found = client.resources(Lease.class).inNamespace(namespace).withName(lease).get();
        return Optional.ofNullable(found)
                .map(Lease::getSpec)
                .map(spec -> spec.getHolderIdentity())
                .filter(holder -> !holder.isEmpty());
    }

    @Override
    public String toString() {
        return namespace + "/" + lease;
    }

    /** Releases what was won. */
    @Override
    public void close() {
        CompletableFuture<?> running = over;
        if (running != null) {
            running.cancel(true);
        }
    }
}
