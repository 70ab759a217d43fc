package dev.okiagari.web;

import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Terms;
import dev.okiagari.safety.Guard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a form asks for, or a link to the form; everything in it may be missing or wrong.
 *
 * @param pids numbers, also several with commas between
 * @param chosen whether the processes are those that were ticked, be it none
 * @param confirm the guards that are to give way
 * @param typed the workload's name, by a person's own hand
 * @param times how often; once where it is empty
 * @param watchPort a port of the pod that an HTTP client asks meanwhile; none where it is empty
 */
record FaultForm(
        @Nullable String namespace,
        @Nullable String pod,
        @Nullable String podUid,
        @Nullable String container,
        @Nullable String containerId,
        @Nullable String type,
        @Nullable String signal,
        @Nullable String pid,
        @Nullable List<String> pids,
        @Nullable String chosen,
        @Nullable String seconds,
        @Nullable String graceSeconds,
        @Nullable List<String> confirm,
        @Nullable String typed,
        @Nullable String times,
        @Nullable String spacing,
        @Nullable String recoveryLimit,
        @Nullable String watchPort,
        @Nullable String watchPath) {

    /**
     * What can be done.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ExperimentRequest request() {
        return new ExperimentRequest(
                Objects.requireNonNullElse(namespace, ""),
                Objects.requireNonNullElse(pod, ""),
                text(container),
                text(podUid),
                text(containerId),
                fault(),
                Arrays.stream(Guard.values())
                        .filter(guard -> isConfirmed(guard.word()))
                        .collect(Collectors.toSet()),
                terms(),
                false);
    }

    /**
     * What is to be done.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    Fault fault() {
        return fault(number("fault.seconds", seconds), number("fault.graceSeconds", graceSeconds));
    }

    private Fault fault(@Nullable Integer time, @Nullable Integer grace) {
        return new FaultBody(type, text(signal), number("fault.pid", pid), time, processes(), grace)
                .fault();
    }

    /** The fault as far as it can be read; empty where not even its type can. */
    Optional<Fault> likely() {
        try {
            return Optional.of(fault());
        } catch (ApiProblem unreadable) {
            return withoutTimes();
        }
    }

    private Optional<Fault> withoutTimes() {
        try {
            return Optional.of(fault(null, null));
        } catch (ApiProblem unreadable) {
            return Optional.empty();
        }
    }

    private @Nullable List<@Nullable Integer> processes() {
        if (pids == null) {
            if (chosen != null) {
                throw ApiProblem.badField("fault.pids", Message.of("web.process.choose"));
            }
            return null;
        }
        List<@Nullable Integer> numbers = new ArrayList<>();
        for (String given : pids) {
            for (String one : given.split(",", -1)) {
                numbers.add(number("fault.pids", one));
            }
        }
        return numbers;
    }

    private Terms terms() {
        Repeat repeat = repeat();
        return new Terms(
                ExperimentBody.limit(decimal("recoveryLimit", recoveryLimit)),
                availability(),
                repeat,
                null);
    }

    private @Nullable AvailabilityCheck availability() {
        Integer port = number("availability.port", watchPort);
        return port == null
                ? null
                : new AvailabilityBody(null, port, text(watchPath), null, null, null).check();
    }

    private @Nullable Repeat repeat() {
        Integer number = number("repeat.times", times);
        return number == null || number == 1
                ? null
                : new RepeatBody(number, text(spacing)).repeat();
    }

    /** How often, as far as it can be read. */
    int wanted() {
        try {
            Repeat repeat = repeat();
            return repeat == null ? 1 : repeat.times();
        } catch (ApiProblem unreadable) {
            return 1;
        }
    }

    public boolean isSettled() {
        return Repeat.Spacing.SETTLED.word().equals(spacing);
    }

    private boolean isConfirmed(String guard) {
        return confirm != null && confirm.contains(guard);
    }

    /** Whether it overrules guards, which needs a person who knows what they aim at. */
    boolean overrules() {
        return confirm != null && !confirm.isEmpty();
    }

    boolean isTyped(String workload) {
        return typed != null && typed.strip().equals(workload);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given;
    }

    private static @Nullable Double decimal(String field, @Nullable String given) {
        String text = text(given);
        try {
            return text == null ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException malformed) {
            throw ApiProblem.badField(field, Message.of("api.input.type"));
        }
    }

    private static @Nullable Integer number(String field, @Nullable String given) {
        String text = text(given);
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException malformed) {
            throw ApiProblem.badField(field, Message.of("api.input.type"));
        }
    }
}
