package dev.okiagari.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
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
            m=$1
            set -f
            while read -r key value rest; do if [ "$key" = btime ]; then echo "$m boot $value"; fi; done </proc/stat
            for tool in sleep python3 perl ruby node; do if command -v "$tool" >/dev/null 2>&1; then echo "$m tool $tool"; fi; done
            if [ -x /bin/kill ] || [ -x /usr/bin/kill ]; then echo "$m tool kill"; fi
            set +f
            for p in /proc/[0-9]*; do
            echo "$m process ${p#/proc/}"; cat "$p/status" "$p/stat" 2>/dev/null
            echo "$m cgroup"; cat "$p/cgroup" 2>/dev/null
            set -- "$p"/task/*; if [ $# -gt 1 ]; then echo "$m threads"; cat "$p"/task/*/status 2>/dev/null; fi
            echo "$m command"; cat "$p/cmdline" 2>/dev/null; echo
            done
            echo "$m users"; cat /etc/passwd 2>/dev/null
            echo "$m self $$"
            """;

    private final Cluster cluster;
    private final Exec exec;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final RandomGenerator random;

    Processes(Cluster cluster, Exec exec, Clock clock, ApplicationEventPublisher publisher) {
        this.cluster = cluster;
        this.exec = exec;
        this.clock = clock;
        this.publisher = publisher;
        this.random = RandomGenerator.of("SecureRandom");
    }

    /** Reads them now; blocks for one or two execs. */
    public ProcessReading read(ContainerRef container) throws InterruptedException {
        PodSnapshot pod = cluster.pod(container.pod().uid());
        ContainerSnapshot snapshot =
                pod == null ? null : pod.container(container.name()).orElse(null);
        if (pod == null || snapshot == null || snapshot.containerId() == null) {
            return unknown("cluster.processes.container-missing", container.name());
        }
        if (!snapshot.isRunning()) {
            return unknown("cluster.processes.not-running", container.name());
        }
        ProcessReading reading = withShell(container, snapshot.containerId());
        if (reading instanceof ProcessReading.Known(ProcessTable table)) {
            publisher.publishEvent(new ProcessesRead(pod, container.name(), table));
        }
        return reading;
    }

    private ProcessReading withShell(ContainerRef container, String containerId)
            throws InterruptedException {
        String marker = marker();
        ExecResult result =
                exec.run(container, TIMEOUT, List.of("sh", "-c", SCRIPT, "okiagari", marker));
        return switch (result) {
            case ExecResult.Exited exited ->
                    ofScript(containerId, ProcessOutput.ofScript(exited.output(), marker));
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
                    known(
                            new ProcessTable(
                                    containerId,
                                    now(),
                                    "cat",
                                    ProcessOutput.ofCat(exited.output())));
            case ExecResult.NotStarted _ -> unknown("cluster.processes.no-tools");
            case ExecResult.Denied(String message) -> unknown("cluster.processes.denied", message);
            case ExecResult.Lost(_, String message) -> unknown("cluster.processes.failed", message);
        };
    }

    private ProcessReading ofScript(String containerId, ProcessOutput output) {
        return known(
                new ProcessTable(
                        containerId,
                        now(),
                        "shell",
                        output.processes(),
                        output.sender(),
                        output.tools()));
    }

    private static ProcessReading known(ProcessTable table) {
        return table.items().isEmpty()
                ? unknown("cluster.processes.failed", "/proc")
                : new ProcessReading.Known(table);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
