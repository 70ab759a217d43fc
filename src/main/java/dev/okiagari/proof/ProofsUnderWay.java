package dev.okiagari.proof;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.WorkUnderWay;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The workloads that a proof is at, from its begin to its end. */
@Component
class ProofsUnderWay implements WorkUnderWay {

    private final Prover prover;

    ProofsUnderWay(Prover prover) {
        this.prover = prover;
    }

    @Override
    public boolean isOn(WorkloadRef workload, @Nullable UUID whole) {
        return prover.isOn(workload, whole);
    }
}
