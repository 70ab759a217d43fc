package dev.okiagari.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Kills on a real cluster, with helpers on its nodes; only where one is named. */
@Tag("long")
class RealClusterKillContractTests extends KillContractTests {

    @Override
    Path open(Path data) {
        return RealCluster.kubeconfig();
    }

    @Override
    Lab.Images images() {
        return RealCluster.images();
    }

    @Override
    void shut() {
        // It is not ours.
    }

    @Override
    boolean hasNodeHelpers() {
        return true;
    }
}
