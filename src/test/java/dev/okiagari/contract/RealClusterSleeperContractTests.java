package dev.okiagari.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The sleeper on a real cluster; only where one is named. It takes ten minutes. */
@Tag("long")
class RealClusterSleeperContractTests extends SleeperContractTests {

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

    @Override
    int speed() {
        return 1;
    }
}
