package dev.okiagari.replica;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Instant;
import java.time.ZonedDateTime;
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
        String namespace = LeasePlace.in(properties, client);
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

    /**
     * Who has the Lease.
     *
     * @param since by the clock of the holder; null where the Lease does not say
     */
    record Holder(String id, @Nullable Instant since) {

        static Optional<Holder> of(LeaseSpec spec) {
            String id = spec.getHolderIdentity();
            ZonedDateTime since = spec.getAcquireTime();
            return id == null || id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Holder(id, since == null ? null : since.toInstant()));
        }
    }

    /** Who has the Lease by the API server; empty where nobody has. */
    Optional<Holder> holder() {
        Lease found = client.resources(Lease.class).inNamespace(namespace).withName(lease).get();
        return Optional.ofNullable(found).map(Lease::getSpec).flatMap(Holder::of);
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
