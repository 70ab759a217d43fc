package dev.okiagari.cluster;

import java.nio.file.Path;

/**
 * A cluster that is brought up only when it is needed, such as the practice cluster. What it gives
 * is a kubeconfig: from there on nobody can tell it from any other cluster.
 */
public interface ClusterSource {

    ClusterKind kind();

    /** Starts the cluster if it does not run yet, and says where its kubeconfig is. */
    Path start();
}
