package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks whether a namespace itself says that experiments are allowed in it. */
@Component
class NamespaceLabels {

    private static final Logger log = LoggerFactory.getLogger(NamespaceLabels.class);
    private static final String LABEL = "okiagari.dev/experiments";

    private final ClusterConnection connection;

    NamespaceLabels(ClusterConnection connection) {
        this.connection = connection;
    }

    /** What cannot be read does not allow anything. */
    boolean allow(String namespace) {
        try {
            Namespace found = connection.client().namespaces().withName(namespace).get();
            Map<String, String> labels = found == null ? null : found.getMetadata().getLabels();
            return labels != null && "allowed".equals(labels.get(LABEL));
        } catch (KubernetesClientException | NotConnectedException unreadable) {
            log.debug("the labels of namespace {} cannot be read", namespace, unreadable);
            return false;
        }
    }
}
