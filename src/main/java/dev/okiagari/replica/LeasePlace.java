package dev.okiagari.replica;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where the Lease is by which the replica that records is elected. */
@Component
public class LeasePlace {

    private final ReplicasProperties properties;
    private final ClusterConnection connection;

    LeasePlace(ReplicasProperties properties, ClusterConnection connection) {
        this.properties = properties;
        this.connection = connection;
    }

    /** Its namespace; empty for a process that is alone, or where it is not known yet. */
    public Optional<String> namespace() {
        if (!properties.enabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(in(properties, connection.client()));
        } catch (NotConnectedException notYet) {
            return Optional.ofNullable(properties.namespace());
        }
    }

    static String in(ReplicasProperties properties, KubernetesClient client) {
        return Objects.requireNonNullElse(
                properties.namespace(),
                Objects.requireNonNullElse(client.getNamespace(), "default"));
    }
}
