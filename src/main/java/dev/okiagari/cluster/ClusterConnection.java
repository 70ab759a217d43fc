package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one client to the cluster. It never repeats a request by itself. */
@Component
public class ClusterConnection {

    private volatile @Nullable KubernetesClient client;

    ClusterConnection() {}

    /**
     * The client, for those who write to a cluster.
     *
     * @throws NotConnectedException before the first connection
     */
    public KubernetesClient client() {
        KubernetesClient current = client;
        if (current == null) {
            throw new NotConnectedException();
        }
        return current;
    }

    /** Takes a new client in place of the one before, which is closed. */
    void use(@Nullable KubernetesClient next) {
        KubernetesClient before = client;
        client = next;
        if (before != null) {
            before.close();
        }
    }
}
