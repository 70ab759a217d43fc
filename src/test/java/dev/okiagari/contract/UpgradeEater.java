package dev.okiagari.contract;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before an API server, passes requests on, and closes the connection of each exec that
 * would inject without an answer. An exec that only reads the processes passes.
 */
final class UpgradeEater implements AutoCloseable {

    /** What only the reading script contains. */
    private static final String READING = "btime";

    private final Relay relay;
    private final AtomicInteger eaten = new AtomicInteger();
    private volatile boolean warm;

    UpgradeEater(Config config) {
        this.relay = new Relay(config, this::fate);
    }

    private Relay.Fate fate(String line, int before) {
        if (!line.startsWith("GET ") || !line.contains("/exec?") || line.contains(READING)) {
            return Relay.Fate.PASSED;
        }
        if (eaten.getAndIncrement() == 0) {
            warm = before > 0;
        }
        return Relay.Fate.CLOSED;
    }

    /** How many it has closed unanswered. */
    int eaten() {
        return eaten.get();
    }

    /** Whether the connection of the first of them had carried a request before. */
    boolean wasWarm() {
        return warm;
    }

    /** A kubeconfig that leads through it, in plain HTTP. */
    Path kubeconfig(Path directory) {
        return relay.kubeconfig(directory);
    }

    @Override
    public void close() {
        relay.close();
    }
}
