package dev.okiagari.contract;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Changes of probes on the practice cluster, which another Okiagari keeps. */
class PracticeProbeChangeContractTests extends ProbeChangeContractTests {

    private @Nullable Okiagari keeper;

    @Override
    Path open(Path data) {
        keeper = Okiagari.practising(data);
        return keeper.practiceKubeconfig();
    }

    @Override
    Lab.Images images() {
        return PracticeContractTests.IMAGES;
    }

    @Override
    void shut() {
        if (keeper != null) {
            keeper.close();
        }
    }
}
