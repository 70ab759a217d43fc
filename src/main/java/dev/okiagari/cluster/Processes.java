package dev.okiagari.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Reads the processes of a container from {@code /proc}, by one exec where its image has a shell.
 * Only on a deliberate click: an exec shows up in other people's audit logs.
 */
@Component
public class Processes {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** {@code $1} is a marker that no process can know beforehand. */
    private static final String SCRIPT =
            """
            set -f
            while read -r key value rest; do if [ "$key" = btime ]; then echo "$1 boot $value"; fi; done </proc/stat
            set +f
            for p in /proc/[0-9]*; do echo "$1 process ${p#/proc/}"; cat "$p/status" "$p/stat" 2>/dev/null; echo "$1 command"; cat "$p/cmdline" 2>/dev/null; echo; done
            echo "$1 users"; cat /etc/passwd 2>/dev/null
            echo "$1 self $$"
            """;

    private final Cluster cluster;
    private final Exec exec;
    private final Clock clock;
    private final RandomGenerator random;

    Processes(Cluster cluster, Exec exec, Clock clock) {
        this.cluster = cluster;
        this.exec = exec;
        this.clock = clock;
        this.random = RandomGenerator.of("SecureRandom");
    }

    /** Reads them now; blocks for one or two execs. */
    public ProcessReading read(ContainerRef container) throws InterruptedException {
        PodSnapshot pod = cluster.pod(container.pod().uid());
        ContainerSnapshot snapshot =
                pod == null ? null : pod.container(container.name()).orElse(null);
        if (snapshot == null || snapshot.containerId() == null) {
            return unknown("cluster.processes.container-missing", container.name());
        }
        return snapshot.isRunning()
                ? withShell(container, snapshot.containerId())
                : unknown("cluster.processes.not-running", container.name());
    }

    private ProcessReading withShell(ContainerRef container, String containerId)
            throws InterruptedException {
        String marker = marker();
        ExecResult result =
                exec.run(container, TIMEOUT, List.of("sh", "-c", SCRIPT, "okiagari", marker));
        return switch (result) {
            case ExecResult.Exited exited ->
                    known(containerId, "shell", ProcessOutput.ofScript(exited.output(), marker));
            case ExecResult.NotStarted _ -> withCat(container, containerId);
            case ExecResult.Denied(String message) -> unknown("cluster.processes.denied", message);
            case ExecResult.Lost(_, String message) -> unknown("cluster.processes.failed", message);
        };
    }

    /** Without a shell there is no way to list the processes, but the one that matters is PID 1. */
    private ProcessReading withCat(ContainerRef container, String containerId)
            throws InterruptedException {
        ExecResult result =
                exec.run(
                        container,
                        TIMEOUT,
                        List.of("cat", "/proc/1/status", "/proc/1/stat", "/proc/1/cmdline"));
        return switch (result) {
            case ExecResult.Exited exited ->
                    known(containerId, "cat", ProcessOutput.ofCat(exited.output()));
            case ExecResult.NotStarted _ -> unknown("cluster.processes.no-tools");
            case ExecResult.Denied(String message) -> unknown("cluster.processes.denied", message);
            case ExecResult.Lost(_, String message) -> unknown("cluster.processes.failed", message);
        };
    }

    private ProcessReading known(
            String containerId, String method, List<ContainerProcess> processes) {
        if (processes.isEmpty()) {
            return unknown("cluster.processes.failed", "/proc");
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ProcessReading.Known(new ProcessTable(containerId, at, method, processes));
    }

    private static ProcessReading unknown(String key, Object... arguments) {
        return new ProcessReading.Unknown(Message.of(key, arguments));
    }

    private String marker() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
