package dev.okiagari.probes;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Reads the counters of a node from its kubelet, directly: never through the API server. */
@Component
class KubeletReader implements DisposableBean {

    private static final int LONG = 300;

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

    Reading read(String node, Set<String> podUids) throws InterruptedException {
        try {
            KubernetesClient client = connection.client();
            Optional<String> address = addresses.of(client, node);
            Reading reading =
                    address.isEmpty()
                            ? failed("probes.unreadable.no-address", node)
                            : ask(client, node, address.get(), podUids);
            if (reading instanceof Reading.Failed) {
                addresses.forget(node);
            }
            return reading;
        } catch (NotConnectedException away) {
            return failed("probes.unreadable.not-connected");
        } catch (KubernetesClientException refused) {
            return refused.getCode() == 403
                    ? failed("probes.unreadable.nodes-denied", node)
                    : failed("probes.unreadable.node", node, shortly(refused));
        }
    }

    private Reading ask(KubernetesClient client, String node, String address, Set<String> podUids)
            throws InterruptedException {
        Instant at = clock.instant();
        try {
            KubeletHttp.Answer answer = http.ask(client, address);
            return switch (answer.code()) {
                case 200 ->
                        KubeletPage.of(answer.text(), podUids)
                                .<Reading>map(page -> new Reading.Known(page, at))
                                .orElse(failed("probes.unreadable.malformed", node));
                case 401 -> failed("probes.unreadable.unauthorized", node);
                case 403 -> failed("probes.unreadable.denied", node);
                default -> failed("probes.unreadable.status", node, answer.code());
            };
        } catch (TimeoutException late) {
            return failed("probes.unreadable.late", node, address, properties.timeout().toMillis());
        } catch (ExecutionException | KubernetesClientException failed) {
            return causedBy(node, address, failed);
        }
    }

    private static Reading causedBy(String node, String address, Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return failed("probes.unreadable.tls", node, address, shortly(at));
            }
        }
        return failed("probes.unreadable.away", node, address, shortly(failure));
    }

    private static Reading failed(String key, Object... arguments) {
        return new Reading.Failed(Message.of(key, arguments));
    }

    /** The innermost cause, in one line. */
    private static String shortly(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        @Nullable String said = root.getMessage();
        String text =
                (said == null ? root.getClass().getSimpleName() : said)
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
        return text.length() <= LONG ? text : text.substring(0, LONG) + "…";
    }

    @Override
    public void destroy() {
        http.close();
    }
}
