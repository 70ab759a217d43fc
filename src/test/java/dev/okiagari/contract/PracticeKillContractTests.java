package dev.okiagari.contract;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** Kills on the practice cluster, which another Okiagari keeps. */
@Tag("long")
class PracticeKillContractTests extends KillContractTests {

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

    @Override
    boolean hasNodeHelpers() {
        return false;
    }
}
