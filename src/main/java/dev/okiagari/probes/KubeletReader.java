package dev.okiagari.probes;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.Failures;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Reads the counters of a node from its kubelet, directly: never through the API server. */
final class KubeletReader implements NodeReader {

    private final ClusterConnection connection;
    private final ProbesProperties properties;
    private final Clock clock;
    private final NodeAddresses addresses;
    private final KubeletHttp http;

    KubeletReader(ClusterConnection connection, ProbesProperties properties, Clock clock) {
        this.connection = connection;
        this.properties = properties;
        this.clock = clock;
        this.addresses = new NodeAddresses(clock);
        this.http = new KubeletHttp(properties);
    }

    @Override
    public Reading read(String node, Set<String> podUids) throws InterruptedException {
        try {
            KubernetesClient client = connection.client();
            Optional<String> address = addresses.of(client, node);
            Reading reading =
                    address.isEmpty()
                            ? Reading.failed("probes.unreadable.no-address", node)
                            : ask(client, node, address.get(), podUids);
            if (reading instanceof Reading.Failed) {
                addresses.forget(node);
            }
            return reading;
        } catch (NotConnectedException away) {
            return Reading.failed("probes.unreadable.not-connected");
        } catch (KubernetesClientException refused) {
            return refused.getCode() == 403
                    ? Reading.failed("probes.unreadable.nodes-denied", node)
                    : Reading.failed("probes.unreadable.node", node, Failures.shortly(refused));
        }
    }

    private Reading ask(KubernetesClient client, String node, String address, Set<String> podUids)
            throws InterruptedException {
        Instant at = clock.instant();
        try {
            HttpAnswer answer = http.ask(client, address);
            return switch (answer.code()) {
                case 200 ->
                        KubeletPage.of(answer.text(), podUids)
                                .<Reading>map(page -> new Reading.Known(page, at))
                                .orElse(Reading.failed("probes.unreadable.malformed", node));
                case 401 -> Reading.failed("probes.unreadable.unauthorized", node);
                case 403 -> Reading.failed("probes.unreadable.denied", node);
                default -> Reading.failed("probes.unreadable.status", node, answer.code());
            };
        } catch (TimeoutException late) {
            return Reading.failed(
                    "probes.unreadable.late", node, address, properties.timeout().toMillis());
        } catch (ExecutionException | KubernetesClientException failed) {
            return causedBy(node, address, failed);
        }
    }

    private static Reading causedBy(String node, String address, Throwable failure) {
        return Reading.failed(
                Failures.isTls(failure) ? "probes.unreadable.tls" : "probes.unreadable.away",
                node,
                address,
                Failures.shortly(failure));
    }

    @Override
    public void close() {
        http.close();
    }
}
