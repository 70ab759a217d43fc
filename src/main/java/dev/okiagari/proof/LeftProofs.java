package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.replica.RollCalled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Goes on with what an earlier process has left, as soon as the pods are known. */
@Component
class LeftProofs {

    private static final Logger log = LoggerFactory.getLogger(LeftProofs.class);

    private final ProofStore store;
    private final Prover prover;
    private final Cluster cluster;

    LeftProofs(ProofStore store, Prover prover, Cluster cluster) {
        this.store = store;
        this.prover = prover;
        this.cluster = cluster;
    }

    @EventListener
    void on(ClusterEvent.PodsListed listed) {
        Thread.ofVirtual()
                .name("left proofs")
                .start(() -> whenStored(listed.clusterId(), listed.namespace()));
    }

    /** A replica may have gone. */
    @EventListener
    void on(RollCalled called) {
        String clusterId = cluster.info().map(ClusterInfo::id).orElse(null);
        if (clusterId != null && cluster.isWatched()) {
            Thread.ofVirtual().name("left proofs").start(() -> whenStored(clusterId, null));
        }
    }

    /** What cannot be read now is taken up with the next list. */
    private void whenStored(String clusterId, @Nullable String listed) {
        try {
            store.unfinished(clusterId).stream()
                    .filter(proof -> isHere(proof, listed))
                    .filter(proof -> !prover.isRunning(proof.id()))
                    .filter(proof -> !store.isWithheld(proof.id()))
                    .map(proof -> store.find(proof.clusterId(), proof.id()))
                    .flatMap(Optional::stream)
                    .filter(Proof::isRunning)
                    .forEach(this::takeUp);
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            log.warn("proofs that were left cannot be read while the database is away");
        }
    }

    private void takeUp(Proof left) {
        Prover.about(log.atInfo(), left)
                .log("taking up proof {} from {}", left.id(), left.state().text());
        prover.takeUp(left);
    }

    /** One list may be of one namespace only: the others have their turn with theirs. */
    private boolean isHere(Proof proof, @Nullable String listed) {
        String namespace = proof.target().workload().namespace();
        return listed == null
                || listed.equals(namespace)
                || !(cluster.namespaces().isEmpty() || cluster.namespaces().contains(namespace));
    }
}
