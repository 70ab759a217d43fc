package dev.okiagari.availability;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The hosts that a namespace's own Ingresses and Routes serve. */
@Component
class ClusterHosts {

    private static final Logger log = LoggerFactory.getLogger(ClusterHosts.class);

    private final ClusterConnection connection;

    ClusterHosts(ClusterConnection connection) {
        this.connection = connection;
    }

    /** Empty where the cluster has none, or does not let us see them. */
    Set<String> of(String namespace) {
        Set<String> hosts = new HashSet<>();
        for (GenericKubernetesResource ingress :
                list(namespace, "networking.k8s.io/v1", "Ingress")) {
            if (ingress.get("spec", "rules") instanceof Collection<?> rules) {
                rules.forEach(rule -> host(rule, hosts));
            }
        }
        for (GenericKubernetesResource route : list(namespace, "route.openshift.io/v1", "Route")) {
            host(route.get("spec"), hosts);
        }
        return hosts;
    }

    private static void host(Object holder, Set<String> hosts) {
        if (holder instanceof Map<?, ?> map && map.get("host") instanceof String host) {
            hosts.add(host.toLowerCase(Locale.ROOT));
        }
    }

    private List<GenericKubernetesResource> list(String namespace, String version, String kind) {
        try {
            return connection
                    .client()
                    .genericKubernetesResources(version, kind)
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        } catch (KubernetesClientException | NotConnectedException none) {
            log.debug("no {} of {} can be listed", kind, namespace, none);
            return List.of();
        }
    }
}
