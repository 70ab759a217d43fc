package dev.okiagari.availability;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks a pod's port, and its successor's when it is gone: at its address where that can be reached
 * from here, else through the API server. Which of the two is settled once, before the first
 * request.
 */
final class PodAsker implements Asker {

    private static final int KNOCK_MILLIS = 500;

    /** Finds out whether somebody listens. */
    interface Knock {

        /** False where nobody does; silence is an exception. */
        boolean isOpen(Destination where, int timeoutMillis) throws IOException;
    }

    private enum Way {
        DIRECT,
        API_PROXY
    }

    private final Cluster cluster;
    private final PodProxy proxy;
    private final Knock knock;
    private final PodRef pod;
    private final WorkloadRef workload;
    private final Address.PodPort port;
    private final ReentrantLock deciding = new ReentrantLock();
    private volatile @Nullable Way way;

    PodAsker(
            Cluster cluster,
            PodProxy proxy,
            Knock knock,
            PodRef pod,
            WorkloadRef workload,
            Address.PodPort port) {
        this.cluster = cluster;
        this.proxy = proxy;
        this.knock = knock;
        this.pod = pod;
        this.workload = workload;
        this.port = port;
    }

    @Override
    public void prepare() throws InterruptedException {
        PodSnapshot now = current().orElse(null);
        String address = now == null ? null : now.ip();
        if (now != null && address != null) {
            way(now, address);
        }
    }

    @Override
    public Answer ask(int timeoutMillis) throws IOException, InterruptedException {
        PodSnapshot now = current().orElse(null);
        String address = now == null ? null : now.ip();
        if (now == null || address == null) {
            return Answer.NO_POD;
        }
        return switch (way(now, address)) {
            case DIRECT -> HttpGet.ask(destination(address), timeoutMillis);
            case API_PROXY -> proxy.ask(now.ref(), port, timeoutMillis);
        };
    }

    private Way way(PodSnapshot now, String address) throws InterruptedException {
        Way settled = way;
        if (settled != null) {
            return settled;
        }
        deciding.lockInterruptibly();
        try {
            if (way == null) {
                way = decide(now, address);
            }
            return way;
        } finally {
            deciding.unlock();
        }
    }

    /** A refusal may be the pod's or a firewall's; who reaches the pod all the same knows. */
    private Way decide(PodSnapshot now, String address) throws InterruptedException {
        try {
            if (knock.isOpen(destination(address), KNOCK_MILLIS)) {
                return Way.DIRECT;
            }
        } catch (IOException failed) {
            if (HttpGet.isSilence(failed) && mayBeAsked(now)) {
                return Way.API_PROXY;
            }
            return Way.DIRECT;
        }
        return proxy.reaches(now.ref(), port, KNOCK_MILLIS) ? Way.API_PROXY : Way.DIRECT;
    }

    private boolean mayBeAsked(PodSnapshot now) throws InterruptedException {
        try {
            return proxy.ask(now.ref(), port, KNOCK_MILLIS) != Answer.DENIED;
        } catch (IOException failed) {
            return true;
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

    /**
     * The target while it is there; then another of its workload, a ready one first and then the
     * newest: as one who asks the workload's Service is sent.
     */
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
