package dev.okiagari.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The promises, kept on the practice cluster. */
@Tag("database")
class PracticeContractTests extends ContractTests {

    static final Lab.Images IMAGES =
            new Lab.Images(
                    "okiagari.dev/hello-sinatra:1",
                    "okiagari.dev/victim-sh:1",
                    "okiagari.dev/victim:1",
                    "IfNotPresent");

    private Path kubeconfig;

    @Override
    Okiagari okiagari(Path data) {
        Okiagari started = Okiagari.practising(data);
        kubeconfig = started.practiceKubeconfig();
        return started;
    }

    @Override
    Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    Lab.Images images() {
        return IMAGES;
    }
}
