package dev.okiagari.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/**
 * The promises of an Okiagari that runs in the cluster, by the manifests, with what they give and
 * no more. What a case starts for itself has the same service account. {@code .ci/in-cluster/run}
 * brings it up, and says by two system properties where it is.
 */
@Tag("long")
class RealClusterInClusterContractTests extends RealClusterContractTests {

    private static final String PREFIX = "okiagari.contract.in-cluster.";
    private static final String ACCOUNT = "okiagari";

    @Override
    Okiagari okiagari(Path data) {
        String address = System.getProperty(PREFIX + "address", "");
        assumeTrue(
                !address.isBlank(),
                "No Okiagari in a cluster: .ci/in-cluster/run starts one, and this.");
        return Okiagari.at(URI.create(address), System.getProperty(PREFIX + "token", ""));
    }

    /** As somebody does who lets it inject there. */
    @Override
    void opened() {
        String playground = lab().namespace();
        ApplyManifest.in(lab().client(), playground, "rbac-inject.yaml");
        ApplyManifest.in(lab().client(), playground, "rbac-probe-changes.yaml");
    }

    @Override
    Path ownKubeconfig() {
        return new ServiceAccountKubeconfig(lab().client(), ACCOUNT, ACCOUNT)
                .write(directory().resolve("account"));
    }

    /** A node helper, and exact probe counts: neither is given by what was applied. */
    @Override
    Set<String> withheld() {
        return Set.of("create pods", "get nodes/metrics", "get nodes");
    }
}
