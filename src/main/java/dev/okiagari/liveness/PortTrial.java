package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks from inside a running container whether anybody listens on the port that a probe is to ask.
 * It reads two files of the kernel's; a container that has no {@code cat} cannot be looked into.
 */
@Component
class PortTrial {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<String> COMMAND = List.of("cat", "/proc/net/tcp", "/proc/net/tcp6");

    private final Cluster cluster;
    private final Exec exec;

    PortTrial(Cluster cluster, Exec exec) {
        this.cluster = cluster;
        this.exec = exec;
    }

    /**
     * What came of it.
     *
     * @param lacks the permissions that it would have needed
     */
    record Result(List<Message> cautions, List<String> lacks) {

        static final Result NOTHING = new Result(List.of(), List.of());

        static Result caution(String which, Object... facts) {
            return new Result(List.of(Cautions.caution(which, facts)), List.of());
        }
    }

    Result of(ProbeTarget target, Workload.Place place, ProbeSpec probe)
            throws InterruptedException {
        Optional<Integer> port =
                Optional.ofNullable(probe.handler().askedPort()).flatMap(place::port);
        if (port.isEmpty() || isElsewhere(probe.handler())) {
            return Result.NOTHING;
        }
        Optional<ContainerRef> running = running(target);
        return running.isEmpty()
                ? Result.caution("untried.not-running", port.get())
                : tried(running.get(), port.get());
    }

    /** A probe may ask another host than the pod. */
    private static boolean isElsewhere(ProbeHandler handler) {
        return switch (handler) {
            case ProbeHandler.HttpGet http -> http.host() != null;
            case ProbeHandler.TcpSocket tcp -> tcp.host() != null;
            case ProbeHandler.Grpc _, ProbeHandler.Exec _ -> false;
        };
    }

    /** Never in a pod that shares the node's processes. */
    private Optional<ContainerRef> running(ProbeTarget target) {
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(target.workload()))
                .filter(pod -> !pod.hostPid() && !pod.isDeleting())
                .filter(pod -> isRunning(pod, target.container()))
                .findFirst()
                .map(pod -> new ContainerRef(pod.ref(), target.container()));
    }

    private static boolean isRunning(PodSnapshot pod, String container) {
        return pod.container(container).filter(ContainerSnapshot::isRunning).isPresent();
    }

    private Result tried(ContainerRef container, int port) throws InterruptedException {
        try {
            return switch (exec.run(container, PATIENCE, COMMAND)) {
                case ExecResult.Exited exited when exited.output().contains("local_address") ->
                        judged(Listeners.in(exited.output()), port);
                case ExecResult.Exited _, ExecResult.NotStarted _ ->
                        Result.caution("untried.no-tool", port);
                case ExecResult.Denied _ ->
                        new Result(
                                List.of(Cautions.caution("untried.denied", port)),
                                List.of("create pods/exec"));
                case ExecResult.Lost _ -> Result.caution("untried.lost", port);
            };
        } catch (NotConnectedException away) {
            return Result.caution("untried.lost", port);
        }
    }

    private static Result judged(Listeners listeners, int port) {
        if (listeners.isOnLoopbackOnly(port)) {
            return Result.caution("loopback-only", port);
        }
        if (listeners.listensAt(port)) {
            return Result.NOTHING;
        }
        String others =
                listeners.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Result.caution("nobody-listens", port)
                : Result.caution("nobody-listens.others", port, others);
    }
}
