package dev.okiagari.contract;

import java.nio.file.Path;

/** Changes of probes on a real cluster; only where one is named. */
class RealClusterProbeChangeContractTests extends ProbeChangeContractTests {

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
}
