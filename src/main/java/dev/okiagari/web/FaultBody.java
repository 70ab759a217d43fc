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

    /**
     * The fault that is meant.
     *
     * @throws ApiProblem naming the field that cannot be meant
     */
    Fault fault() {
        return switch (type) {
            case "signal" -> toSignal();
            case "suspend" -> suspend();
            case "delete-pod" -> deletePod();
            case null, default ->
                    throw ApiProblem.badField(
                            "fault.type",
                            Message.of(
                                    "api.input.one-of",
                                    "signal, suspend, delete-pod",
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
        return new Fault.SendSignal(known.name(), inRange("fault.pid", pid, 1, 1, 1 << 22));
    }

    private Fault suspend() {
        if (pids != null && (pids.isEmpty() || pids.stream().anyMatch(Objects::isNull))) {
            throw ApiProblem.badField("fault.pids", Message.of("api.input.needed"));
        }
        int time = inRange("fault.seconds", seconds, SUSPEND_SECONDS, 1, Fault.Suspend.LONGEST);
        return new Fault.Suspend(
                time, pids == null ? null : pids.stream().map(Objects::requireNonNull).toList());
    }

    private Fault deletePod() {
        return new Fault.DeletePod(
                graceSeconds == null
                        ? null
                        : inRange("fault.graceSeconds", graceSeconds, 0, 0, Fault.Suspend.LONGEST));
    }

    private static int inRange(
            String field, @Nullable Integer value, int otherwise, int least, int most) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw ApiProblem.badField(field, Message.of("api.input.range", least, most));
        }
        return number;
    }
}
