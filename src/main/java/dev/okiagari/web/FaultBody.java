package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Signal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fault as a script or a form names it; which fields count depends on its type. */
record FaultBody(
        @Nullable String type,
        @Nullable String signal,
        @Nullable Integer pid,
        @Nullable Integer seconds,
        @Nullable List<@Nullable Integer> pids,
        @Nullable Integer graceSeconds) {

    private static final int SUSPEND_SECONDS = 30;
    private static final int LAST_PID = 1 << 22;

    /**
     * The fault that is meant.
     *
     * @throws ApiProblem naming the field that cannot be meant
     */
    Fault fault() {
        return switch (type) {
            case "signal" -> toSignal();
            case "suspend" -> suspend();
            case "hang" -> hang();
            case "delete-pod" -> deletePod();
            case "evict-pod" -> new Fault.EvictPod();
            case "restart-container" -> new Fault.RestartContainer();
            case null, default ->
                    throw ApiProblem.badField(
                            "fault.type",
                            Message.of(
                                    "api.input.one-of",
                                    "signal, suspend, hang, delete-pod, evict-pod, restart-container",
                                    String.valueOf(type)));
        };
    }

    private Fault toSignal() {
        String name = signal == null ? "TERM" : signal;
        Signal known =
                Signal.parse(name)
                        .orElseThrow(() ->
                                ApiProblem.badField(
                                        "fault.signal", Message.of("api.input.no-signal", name)));
        List<Integer> several = processes();
        int first =
                several == null ? inRange("fault.pid", pid, 1, 1, LAST_PID) : several.getFirst();
        return new Fault.SendSignal(known.name(), first, several);
    }

    private Fault suspend() {
        int time = inRange("fault.seconds", seconds, SUSPEND_SECONDS, 1, Fault.Suspend.LONGEST);
        return new Fault.Suspend(time, processes());
    }

    private Fault hang() {
        return new Fault.Hang(
                seconds == null
                        ? null
                        : inRange("fault.seconds", seconds, 1, 1, Fault.Suspend.LONGEST),
                processes());
    }

    private @Nullable List<Integer> processes() {
        if (pids == null) {
            return null;
        }
        if (pids.isEmpty() || pids.stream().anyMatch(Objects::isNull)) {
            throw ApiProblem.badField("fault.pids", Message.of("api.input.needed"));
        }
        return pids.stream()
                .map(number -> inRange("fault.pids", number, 1, 1, LAST_PID))
                .distinct()
                .toList();
    }

    private Fault deletePod() {
        return new Fault.DeletePod(
                graceSeconds == null
                        ? null
                        : inRange("fault.graceSeconds", graceSeconds, 0, 0, Fault.Suspend.LONGEST));
    }

    static int inRange(String field, @Nullable Integer value, int otherwise, int least, int most) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw ApiProblem.badField(field, Message.of("api.input.range", least, most));
        }
        return number;
    }
}
