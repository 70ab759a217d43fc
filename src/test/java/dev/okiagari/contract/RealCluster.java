package dev.okiagari.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/** The real cluster that {@code -Dokiagari.contract.kubeconfig=FILE} names. */
final class RealCluster {

    private static final String PREFIX = "okiagari.contract.";

    private RealCluster() {}

    /** Its kubeconfig; where none is named the tests are skipped. */
    static Path kubeconfig() {
        String named = System.getProperty(PREFIX + "kubeconfig", "");
        return named.isBlank()
                ? abort("No real cluster: name one by -Dokiagari.contract.kubeconfig=FILE.")
                : Path.of(named);
    }

    /** What runs there; each is a setting of its own, for clusters that have them elsewhere. */
    static Lab.Images images() {
        return new Lab.Images(
                System.getProperty(PREFIX + "sinatra", "lab.local/hello-sinatra:1"),
                System.getProperty(PREFIX + "victim-sh", "lab.local/victim-sh:1"),
                System.getProperty(PREFIX + "victim", "lab.local/victim:1"),
                System.getProperty(PREFIX + "pull-policy", "Never"));
    }

    /** What the node helper is made of: anything with a shell. */
    static String helper() {
        return System.getProperty(PREFIX + "busybox", "lab.local/busybox:1");
    }
}
