package dev.okiagari.contract;

import java.nio.file.Path;

/** The sleeper on the practice cluster, whose time runs fast. */
class PracticeSleeperContractTests extends SleeperContractTests {

    private Path kubeconfig;

    @Override
    Okiagari okiagari(Path data) {
        Okiagari started = Okiagari.practising(data, "--okiagari.practice.speed=" + speed());
        kubeconfig = started.practiceKubeconfig();
        return started;
    }

    @Override
    Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    Lab.Images images() {
        return PracticeContractTests.IMAGES;
    }

    @Override
    int speed() {
        return 20;
    }
}
