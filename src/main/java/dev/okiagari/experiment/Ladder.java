package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The ways into a container's process namespace, the lowest first. A shell comes before the image's
 * own kill, since it compares the target in the very exec that injects.
 */
@Component
class Ladder {

    private static final Duration PROBING = Duration.ofSeconds(10);

    /** Ephemeral containers came with Kubernetes 1.23 for all who did not forbid them. */
    private static final int EPHEMERAL_SINCE = 23;

    private final Exec exec;
    private final Cluster cluster;
    private final ExperimentProperties properties;
    private final Granted granted;

    Ladder(Exec exec, Cluster cluster, ExperimentProperties properties, Granted granted) {
        this.exec = exec;
        this.cluster = cluster;
        this.properties = properties;
        this.granted = granted;
    }

    /**
     * Every rung, open or not; asks the image by exec only where nobody could read its processes.
     */
    List<Delivery> of(ContainerRef container, ProcessReading reading) throws InterruptedException {
        List<Delivery> rungs = new ArrayList<>();
        if (reading instanceof ProcessReading.Known(ProcessTable table)
                && table.method().equals("shell")) {
            rungs.addAll(inShell(table.tools()));
        } else if (isHopeless(reading, rungs)) {
            // An exec of anything else would fare no better.
        } else {
            rungs.addAll(withoutShell(container));
        }
        rungs.add(ephemeral(container.pod().namespace()));
        rungs.add(helper());
        return rungs;
    }

    private static List<Delivery> inShell(Set<String> tools) {
        return List.of(
                Delivery.open(Delivery.Method.SHELL),
                tools.contains("kill")
                        ? Delivery.open(Delivery.Method.KILL)
                        : Delivery.closed(Delivery.Method.KILL, "no-kill"),
                LanguageRuntime.NAMES.stream()
                        .filter(tools::contains)
                        .findFirst()
                        .map(name -> Delivery.by(Delivery.Method.RUNTIME, name))
                        .orElseGet(() -> Delivery.closed(Delivery.Method.RUNTIME, "no-runtime")));
    }

    private static boolean isHopeless(ProcessReading reading, List<Delivery> rungs) {
        if (!(reading instanceof ProcessReading.Unknown(Message reason))
                || reason.key().equals("cluster.processes.no-tools")) {
            return false;
        }
        rungs.add(Delivery.closed(Delivery.Method.SHELL, reason));
        rungs.add(Delivery.closed(Delivery.Method.KILL, reason));
        rungs.add(Delivery.closed(Delivery.Method.RUNTIME, reason));
        return true;
    }

    private List<Delivery> withoutShell(ContainerRef container) throws InterruptedException {
        // Signal 0 asks whether a signal could be sent, and sends none.
        boolean kill = runs(container, List.of("kill", "-0", "1"));
        return List.of(
                Delivery.closed(Delivery.Method.SHELL, "no-shell"),
                kill
                        ? Delivery.open(Delivery.Method.KILL)
                        : Delivery.closed(Delivery.Method.KILL, "no-kill"),
                runtime(container)
                        .map(name -> Delivery.by(Delivery.Method.RUNTIME, name))
                        .orElseGet(() -> Delivery.closed(Delivery.Method.RUNTIME, "no-runtime")));
    }

    private Optional<String> runtime(ContainerRef container) throws InterruptedException {
        for (String name : LanguageRuntime.NAMES) {
            if (runs(container, List.of(name, "--version"))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private boolean runs(ContainerRef container, List<String> command) throws InterruptedException {
        return exec.run(container, PROBING, command) instanceof ExecResult.Exited exited
                && exited.succeeded();
    }

    private Delivery ephemeral(String namespace) {
        if (properties.ephemeralContainer().isOff()) {
            return Delivery.closed(Delivery.Method.EPHEMERAL_CONTAINER, "ephemeral-off");
        }
        Optional<ClusterInfo> info = cluster.info();
        return info.isPresent() && !info.get().isAtLeast(EPHEMERAL_SINCE)
                ? Delivery.closed(
                        Delivery.Method.EPHEMERAL_CONTAINER,
                        "ephemeral-version",
                        info.get().version())
                : open(
                        Delivery.Method.EPHEMERAL_CONTAINER,
                        namespace,
                        "patch",
                        "pods/ephemeralcontainers");
    }

    private Delivery helper() {
        return properties.nodeHelper().isOff()
                ? Delivery.closed(Delivery.Method.NODE_HELPER, "helper-off")
                : open(
                        Delivery.Method.NODE_HELPER,
                        properties.nodeHelper().namespace(),
                        "create",
                        "pods");
    }

    private Delivery open(Delivery.Method way, String namespace, String verb, String resource) {
        return granted.lack(namespace, verb, resource)
                .map(lack -> Delivery.closed(way, lack))
                .orElseGet(() -> Delivery.open(way));
    }
}
