package dev.okiagari.availability;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a pod's port, and its successor's when it is gone: at its address where that can be reached
 * from here, else through the API server. Which of the two is settled by the first answer.
 */
final class PodAsker implements Asker {

    private enum Way {
        DIRECT,
        API_PROXY
    }

    private final Cluster cluster;
    private final PodProxy proxy;
    private final PodRef pod;
    private final WorkloadRef workload;
    private final Address.PodPort port;
    private volatile @Nullable Way way;

    PodAsker(
            Cluster cluster,
            PodProxy proxy,
            PodRef pod,
            WorkloadRef workload,
            Address.PodPort port) {
        this.cluster = cluster;
        this.proxy = proxy;
        this.pod = pod;
        this.workload = workload;
        this.port = port;
    }

    @Override
    public boolean ask(int timeoutMillis) throws IOException, InterruptedException {
        PodSnapshot now = current().orElse(null);
        String address = now == null ? null : now.ip();
        if (now == null || address == null) {
            return false;
        }
        if (way == Way.API_PROXY) {
            return proxy.ask(now.ref(), port, timeoutMillis);
        }
        return way == Way.DIRECT
                ? HttpGet.ask(destination(address), timeoutMillis)
                : first(now, address, timeoutMillis);
    }

    /** A refusal comes from the pod: so it can be reached. Silence may be the network's. */
    private boolean first(PodSnapshot now, String address, int timeoutMillis)
            throws IOException, InterruptedException {
        try {
            boolean good = HttpGet.ask(destination(address), timeoutMillis);
            way = Way.DIRECT;
            return good;
        } catch (ConnectException refused) {
            way = Way.DIRECT;
            throw refused;
        } catch (SocketTimeoutException | NoRouteToHostException silent) {
            boolean good = proxy.ask(now.ref(), port, timeoutMillis);
            if (good) {
                way = Way.API_PROXY;
            }
            return good;
        }
    }

    private Destination destination(String address) {
        String named = address.contains(":") ? "[" + address + "]" : address;
        return new Destination(
                port.scheme().equals("https"),
                address,
                port.port(),
                named + ":" + port.port(),
                port.path(),
                true);
    }

    /** The target while it is there; then the newest of its workload, one that is ready first. */
    private Optional<PodSnapshot> current() {
        PodSnapshot same = cluster.pod(pod.uid());
        if (same != null && !same.isDeleting() && !same.isOver()) {
            return Optional.of(same);
        }
        return cluster.pods().stream()
                .filter(other -> other.workload().equals(workload))
                .filter(other -> !other.isDeleting() && !other.isOver())
                .max(Comparator.comparing(PodSnapshot::ready).thenComparing(PodSnapshot::createdAt))
                .or(() -> Optional.ofNullable(same));
    }

    @Override
    public String via() {
        return way == Way.API_PROXY ? "api-proxy" : "direct";
    }
}
