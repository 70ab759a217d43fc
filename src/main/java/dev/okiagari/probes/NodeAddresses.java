package dev.okiagari.probes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the kubelets listen, by what their nodes say; kept for a while. */
final class NodeAddresses {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int USUAL_PORT = 10250;

    /** In the order in which they are tried: names may not be known everywhere. */
    private static final List<String> TYPES = List.of("InternalIP", "ExternalIP", "Hostname");

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    NodeAddresses(Clock clock) {
        this.clock = clock;
    }

    private record Known(String address, Instant at) {}

    /** Host and port; empty where there is no such node, or it does not say. */
    Optional<String> of(KubernetesClient client, String node) {
        Known before = known.get(node);
        if (before != null && before.at().plus(FRESH).isAfter(clock.instant())) {
            return Optional.of(before.address());
        }
        Optional<String> found =
                Optional.ofNullable(client.nodes().withName(node).get())
                        .flatMap(NodeAddresses::address);
        found.ifPresent(address -> known.put(node, new Known(address, clock.instant())));
        return found;
    }

    /** It may have moved. */
    void forget(String node) {
        known.remove(node);
    }

    static Optional<String> address(Node node) {
        List<NodeAddress> addresses =
                node.getStatus() == null ? List.of() : node.getStatus().getAddresses();
        return TYPES.stream()
                .flatMap(type ->
                        addresses.stream().filter(address -> type.equals(address.getType())))
                .map(NodeAddress::getAddress)
                .findFirst()
                .map(host -> (host.contains(":") ? "[" + host + "]" : host) + ":" + port(node));
    }

    private static int port(Node node) {
        var endpoints = node.getStatus().getDaemonEndpoints();
        var kubelet = endpoints == null ? null : endpoints.getKubeletEndpoint();
        Integer port = kubelet == null ? null : kubelet.getPort();
        return port == null || port == 0 ? USUAL_PORT : port;
    }
}
