package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one door for harm: nothing else injects. Once, never again by itself, and only after a last
 * look that the target is still the one that was seen.
 */
@Component
class Injector {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * How {@link #SIGNAL} and {@link #SUSPEND} say that the process is not the one that was seen.
     */
    private static final List<Integer> NOT_THE_SAME = List.of(90, 91);

    private static final int NO_SLEEP = 93;

    /** Arguments: the signal's number, the process, the ticks at which it started. */
    private static final String SIGNAL =
            """
            set -f
            read -r line <"/proc/$2/stat" || exit 90
            set -- "$1" "$2" "$3" ${line##*) }
            [ "${23}" = "$3" ] || exit 91
            kill -"$1" "$2"
            """;

    /**
     * Arguments: seconds, then {@code PID:ticks} each. The sleeper that stays behind resumes them
     * when nobody else does.
     */
    private static final String SUSPEND =
            """
            set -f
            command -v sleep >/dev/null || exit 93
            seconds=$1; shift; pids=
            for target in "$@"; do pid=${target%%:*}; read -r line <"/proc/$pid/stat" || exit 90; set -- ${line##*) }; [ "${20}" = "${target#*:}" ] || exit 91; pids="$pids $pid"; done
            (trap "" HUP; sleep "$seconds"; kill -CONT $pids) >/dev/null 2>&1 </dev/null &
            switch=$!
            read -r line <"/proc/$switch/stat" && { set -- ${line##*) }; echo "switch $switch ${20}"; }
            kill -STOP $pids || { kill -CONT $pids; kill -KILL $switch; exit 92; }
            for pid in $pids; do read -r line <"/proc/$pid/stat"; set -- ${line##*) }; echo "state $pid $1"; done
            """;

    /**
     * Arguments: the switch and its ticks (0 0 where it is not known), then the processes. The
     * switch is ended with the sleep that it waits for.
     */
    private static final String RESUME =
            """
            switch=$1; ticks=$2; shift 2
            kill -CONT "$@"; code=$?
            [ "$switch" != 0 ] || exit "$code"
            read -r line 2>/dev/null <"/proc/$switch/stat" || exit "$code"
            set -- ${line##*) }
            [ "${20}" = "$ticks" ] || exit "$code"
            children=
            for p in /proc/[0-9]*; do read -r line 2>/dev/null <"$p/stat" || continue; set -- ${line##*) }; if [ "$2" = "$switch" ]; then children="$children ${p#/proc/}"; fi; done
            kill -KILL "$switch" $children
            exit "$code"
            """;

    private final ClusterConnection connection;
    private final Exec exec;
    private final Clock clock;

    Injector(ClusterConnection connection, Exec exec, Clock clock) {
        this.connection = connection;
        this.exec = exec;
        this.clock = clock;
    }

    /**
     * Injects.
     *
     * @param stopped asked last of all
     */
    Injection inject(Plan plan, BooleanSupplier stopped) throws InterruptedException {
        Message changed = lastLook(plan.target());
        if (changed != null) {
            return new Injection.NotSent(Outcome.ABORTED, changed, null, null);
        }
        if (stopped.getAsBoolean()) {
            return new Injection.NotSent(
                    Outcome.ABORTED, Message.of("experiment.verdict.stopped-before"), null, null);
        }
        return switch (plan.fault()) {
            case Fault.SendSignal fault -> signal(plan, fault);
            case Fault.Suspend fault -> suspend(plan, fault);
            case Fault.Hang _, Fault.RestartContainer _, Fault.EvictPod _ ->
                    throw new IllegalStateException("not yet");
            case Fault.DeletePod fault -> delete(plan.target(), fault);
        };
    }

    /**
     * Undoes a suspend and ends its switch. Harmless to a process that runs.
     *
     * @param output of the command that suspended; null where it was never told
     */
    ExecResult resume(Target target, List<Integer> pids, @Nullable String output)
            throws InterruptedException {
        DeadMansSwitch left =
                DeadMansSwitch.toldIn(output).orElseGet(() -> new DeadMansSwitch(0, 0));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                RESUME,
                                DeadMansSwitch.NAME,
                                String.valueOf(left.pid()),
                                String.valueOf(left.startTicks())));
        pids.forEach(pid -> command.add(String.valueOf(pid)));
        return exec.run(target.containerRef(), TIMEOUT, command);
    }

    /** What is not as it was seen; null when all is. */
    private @Nullable Message lastLook(Target target) {
        try {
            Pod pod =
                    connection
                            .client()
                            .pods()
                            .inNamespace(target.pod().namespace())
                            .withName(target.pod().name())
                            .get();
            if (pod == null || !target.pod().uid().equals(pod.getMetadata().getUid())) {
                return Message.of("experiment.refused.other-pod", target.pod().name());
            }
            return target.containerId() == null || runs(pod, target.containerId())
                    ? null
                    : Message.of("experiment.refused.other-run", target.containerRef().name());
        } catch (KubernetesClientException unreachable) {
            return Message.of(
                    "experiment.refused.no-last-look", String.valueOf(unreachable.getMessage()));
        }
    }

    private static boolean runs(Pod pod, String containerId) {
        return Stream.of(
                        pod.getStatus().getContainerStatuses(),
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getEphemeralContainerStatuses())
                .flatMap(List::stream)
                .map(ContainerStatus::getContainerID)
                .anyMatch(containerId::equals);
    }

    private Injection signal(Plan plan, Fault.SendSignal fault) throws InterruptedException {
        ContainerProcess process = plan.processes().getFirst();
        String pid = String.valueOf(fault.pid());
        String number = String.valueOf(Signal.of(fault.signal()).number());
        List<String> command =
                plan.method() == Delivery.Method.SHELL
                        ? List.of(
                                "sh",
                                "-c",
                                SIGNAL,
                                DeadMansSwitch.NAME,
                                number,
                                pid,
                                String.valueOf(process.startTicks()))
                        : List.of("kill", "-" + number, pid);
        return judge(exec.run(plan.target().containerRef(), TIMEOUT, command));
    }

    private Injection suspend(Plan plan, Fault.Suspend fault) throws InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                SUSPEND,
                                DeadMansSwitch.NAME,
                                String.valueOf(fault.seconds())));
        plan.processes()
                .forEach(process -> command.add(process.pid() + ":" + process.startTicks()));
        return judge(exec.run(plan.target().containerRef(), TIMEOUT, command));
    }

    /**
     * A command that ended its own container is cut off without a status: that is no failure. An
     * exit code of 137 or 143 is its own end by the same signal.
     */
    private Injection judge(ExecResult result) {
        return switch (result) {
            case ExecResult.Exited(int code, String output, String error) ->
                    judge(code, (output + error).strip());
            case ExecResult.Lost(String output, String message) ->
                    new Injection.Sent(now(), null, (output + " " + message).strip());
            case ExecResult.NotStarted(String message) ->
                    new Injection.NotSent(
                            Outcome.NO_EFFECT,
                            Message.of("experiment.injection.not-started", message),
                            null,
                            message);
            case ExecResult.Denied(String message) ->
                    new Injection.NotSent(
                            Outcome.DENIED,
                            Message.of("experiment.injection.denied", message),
                            null,
                            message);
        };
    }

    private Injection judge(int code, String output) {
        if (NOT_THE_SAME.contains(code)) {
            return new Injection.NotSent(
                    Outcome.ABORTED, Message.of("experiment.refused.other-process"), code, output);
        }
        if (code == NO_SLEEP) {
            return new Injection.NotSent(
                    Outcome.IMPOSSIBLE, Message.of("experiment.injection.no-sleep"), code, output);
        }
        return code == 0 || code > 128
                ? new Injection.Sent(now(), code, output)
                : new Injection.NotSent(
                        output.contains("ermitted") ? Outcome.DENIED : Outcome.NO_EFFECT,
                        Message.of("experiment.injection.failed", code, output),
                        code,
                        output);
    }

    private Injection delete(Target target, Fault.DeletePod fault) {
        DeleteOptions options =
                new DeleteOptionsBuilder()
                        .withNewPreconditions()
                        .withUid(target.pod().uid())
                        .endPreconditions()
                        .withGracePeriodSeconds(
                                fault.graceSeconds() == null
                                        ? null
                                        : fault.graceSeconds().longValue())
                        .build();
        String path =
                "/api/v1/namespaces/%s/pods/%s"
                        .formatted(target.pod().namespace(), target.pod().name());
        try {
            String answer = connection.client().raw(path, "DELETE", options);
            return answer == null
                    ? new Injection.NotSent(
                            Outcome.ABORTED,
                            Message.of("experiment.refused.other-pod", target.pod().name()),
                            null,
                            null)
                    : new Injection.Sent(now(), null, null);
        } catch (KubernetesClientException refused) {
            return refused(refused);
        }
    }

    private Injection refused(KubernetesClientException refused) {
        String message = String.valueOf(refused.getMessage());
        // No answer, or one of a server in trouble: it may have arrived.
        if (refused.getCode() <= 0 || refused.getCode() >= 500) {
            return new Injection.Sent(now(), null, message);
        }
        return switch (refused.getCode()) {
            case 401, 403 ->
                    new Injection.NotSent(
                            Outcome.DENIED,
                            Message.of("experiment.injection.denied", message),
                            null,
                            message);
            default ->
                    new Injection.NotSent(
                            Outcome.ABORTED,
                            Message.of("experiment.injection.refused", message),
                            null,
                            message);
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
