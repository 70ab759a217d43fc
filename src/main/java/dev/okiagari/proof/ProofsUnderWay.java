package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.WorkUnderWay;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The workloads that a proof is at, from its begin to its end. */
@Component
class ProofsUnderWay implements WorkUnderWay {

    private final Prover prover;
    private final ProofStore store;
    private final Cluster cluster;

    ProofsUnderWay(Prover prover, ProofStore store, Cluster cluster) {
        this.prover = prover;
        this.store = store;
        this.cluster = cluster;
    }

    @Override
    public boolean isOn(WorkloadRef workload, @Nullable UUID whole) {
        return prover.isOn(workload, whole) || isOnElsewhere(workload, whole);
    }

    private boolean isOnElsewhere(WorkloadRef workload, @Nullable UUID whole) {
        return cluster.info().stream()
                .flatMap(known -> store.elsewhere(known.id()).stream())
                .filter(other -> !other.id().equals(whole))
                .anyMatch(other -> other.target().workload().equals(workload));
    }
}
