package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.News;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Proofs that run on other replicas: how they go, and that one is to be stopped. */
@Component
class ProofNews {

    private static final String CHANGED = "proof";
    private static final String STOP = "stop-proof";
    private static final int ID = 36;

    private final Bulletin bulletin;
    private final ProofStore store;
    private final Prover prover;
    private final Cluster cluster;
    private final ApplicationEventPublisher publisher;

    ProofNews(
            Bulletin bulletin,
            ProofStore store,
            Prover prover,
            Cluster cluster,
            ApplicationEventPublisher publisher) {
        this.bulletin = bulletin;
        this.store = store;
        this.prover = prover;
        this.cluster = cluster;
        this.publisher = publisher;
    }

    /** Asks the replica that it runs on; false where it runs on none. Who asks may do so. */
    boolean stop(Proof proof, Actor by) {
        boolean elsewhere =
                store.elsewhere(proof.clusterId()).stream()
                        .anyMatch(other -> other.id().equals(proof.id()));
        if (elsewhere) {
            String user = by.user();
            bulletin.tellNow(
                    STOP, proof.id() + " " + user.substring(0, Math.min(ID, user.length())));
        }
        return elsewhere;
    }

    @EventListener
    void on(ProofChanged changed) {
        bulletin.tell(CHANGED, changed.proof().id().toString());
    }

    @EventListener
    void on(News news) {
        switch (news.topic()) {
            case CHANGED -> news.subjects().forEach(id -> changed(UUID.fromString(id)));
            case STOP -> news.subjects().forEach(this::stop);
            default -> {}
        }
    }

    private void changed(UUID id) {
        cluster.info()
                .map(ClusterInfo::id)
                .flatMap(known -> store.find(known, id))
                .ifPresent(proof -> publisher.publishEvent(new ProofChanged(proof)));
    }

    /** Whether they may was asked where they asked. */
    private void stop(String asked) {
        UUID id = UUID.fromString(asked.substring(0, ID));
        Actor by = new Actor(asked.substring(ID + 1), null, "replica", Rights.ALL);
        boolean _ = prover.stop(id, by);
    }
}
