package dev.okiagari.contract;

import java.nio.file.Path;

/** The promises, kept on a real cluster; only where one is named. */
class RealClusterContractTests extends ContractTests {

    @Override
    Okiagari okiagari(Path data) {
        return Okiagari.watching(kubeconfig(), data);
    }

    @Override
    Path kubeconfig() {
        return RealCluster.kubeconfig();
    }

    @Override
    Lab.Images images() {
        return RealCluster.images();
    }
}
