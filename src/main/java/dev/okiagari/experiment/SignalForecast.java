package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a signal will do, from what the kernel, the pod and its owner say. Pure.
 *
 * <p>The first process of a process namespace gets from inside only signals that it has a handler
 * for, and never SIGKILL or SIGSTOP (pid_namespaces(7)).
 */
final class SignalForecast {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "busybox", "ksh");

    private final Signal signal;
    private final ContainerProcess process;
    private final Standpoint from;

    private SignalForecast(Signal signal, ContainerProcess process, Standpoint from) {
        this.signal = signal;
        this.process = process;
        this.from = from;
    }

    /** To one process or to several; of several each counts. */
    static Forecast of(Signal signal, List<ContainerProcess> processes, Standpoint from) {
        List<Forecast> each =
                processes.stream()
                        .map(process -> new SignalForecast(signal, process, from).forecast())
                        .toList();
        return each.size() == 1 ? each.getFirst() : together(signal, each, from);
    }

    private static Forecast together(Signal signal, List<Forecast> each, Standpoint from) {
        Forecast first =
                each.stream()
                        .filter(forecast -> !forecast.canBeTried())
                        .findFirst()
                        .or(() ->
                                each.stream()
                                        .filter(forecast -> !forecast.isOnly(Outcome.NO_EFFECT))
                                        .findFirst())
                        .orElse(each.getFirst());
        return first.canBeTried() && !first.isOnly(Outcome.NO_EFFECT)
                ? Forecast.of(
                        first.outcome(),
                        each.stream().flatMap(one -> one.possible().stream()).distinct().toList(),
                        from.ladder(),
                        "several",
                        signal.name(),
                        each.size())
                : first;
    }

    private Forecast forecast() {
        if (!from.maySignal(process)) {
            return only(Outcome.DENIED, "not-permitted", signal.name(), process.user());
        }
        if (process.isZombie()) {
            return only(Outcome.NO_EFFECT, "zombie", process.pid());
        }
        if (process.isStopped() && !signal.isUncatchable() && !signal.name().equals("CONT")) {
            return only(Outcome.NO_EFFECT, "waits-while-stopped", signal.name(), process.pid());
        }
        return process.isPrimary() ? toFirst() : toOther();
    }

    private Forecast toFirst() {
        if (signal.isUncatchable()) {
            return from.isFromNode()
                    ? killed()
                    : only(Outcome.NO_EFFECT, "uncatchable", signal.name());
        }
        if (!process.catches().contains(signal.number())) {
            return only(Outcome.NO_EFFECT, whyDropped(), signal.name(), process.name());
        }
        return isBlocked() ? blocked() : caught();
    }

    private String whyDropped() {
        if (process.ignores().contains(signal.number())) {
            return "ignored-1";
        }
        return SHELLS.contains(process.name()) ? "not-caught-shell" : "not-caught";
    }

    private Forecast toOther() {
        if (signal.isUncatchable()) {
            return killed();
        }
        if (process.ignores().contains(signal.number())) {
            return only(Outcome.NO_EFFECT, "ignored", signal.name(), process.pid());
        }
        if (isBlocked()) {
            return blocked();
        }
        if (process.catches().contains(signal.number())) {
            return from.isMain(process) ? caught() : delivered("caught-by-other");
        }
        return signal.isIgnoredByDefault()
                ? only(Outcome.NO_EFFECT, "ignored-by-default", signal.name(), process.pid())
                : killed();
    }

    private boolean isBlocked() {
        return process.blocks().contains(signal.number());
    }

    private Forecast blocked() {
        return Forecast.of(
                Outcome.NO_EFFECT,
                join(List.of(Outcome.NO_EFFECT, Outcome.DELIVERED), from.ends().outcomes()),
                from.ladder(),
                "blocked",
                signal.name(),
                process.pid());
    }

    /** It dies of the signal, certainly. */
    private Forecast killed() {
        if (!from.isMain(process)) {
            return delivered("ends-other");
        }
        List<Outcome> ends = from.ends().outcomesOfFailure();
        return Forecast.of(
                ends.getFirst(),
                ends,
                from.ladder(),
                from.ends().staysDown() ? "killed-for-good" : "killed",
                signal.name(),
                process.name());
    }

    /** To a process that the container does not end with, unless its parent follows it. */
    private Forecast delivered(String why) {
        return Forecast.of(
                Outcome.DELIVERED,
                join(List.of(Outcome.DELIVERED), from.ends().outcomes()),
                from.ladder(),
                why,
                signal.name(),
                process.pid());
    }

    /** It has a handler: what that does is the program's own affair. */
    private Forecast caught() {
        List<Outcome> ends = from.ends().outcomes();
        boolean ending = signal.isEnding() || isCrashOfJava();
        List<Outcome> possible =
                ending
                        ? join(ends, List.of(Outcome.DELIVERED))
                        : join(List.of(Outcome.DELIVERED), ends);
        String why = from.ends().staysDown() ? "ends-for-good" : "ends";
        return Forecast.of(
                possible.getFirst(),
                possible,
                from.ladder(),
                ending ? isCrashOfJava() ? "crashes-java" : why : "handled",
                signal.name(),
                process.name());
    }

    /** The virtual machine catches these for its own use, and gives up when others send them. */
    private boolean isCrashOfJava() {
        return process.name().equals("java") && signal.isCrash();
    }

    private Forecast only(Outcome outcome, String why, Object... facts) {
        return Forecast.of(outcome, List.of(outcome), from.ladder(), why, facts);
    }

    private static List<Outcome> join(List<Outcome> first, List<Outcome> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** Through a way that cannot look at the processes first. */
    static Forecast unseen(Signal signal, Standpoint from) {
        if (signal.isUncatchable()) {
            return from.isFromNode()
                    ? Forecast.of(
                            from.ends().outcomesOfFailure().getFirst(),
                            from.ends().outcomesOfFailure(),
                            from.ladder(),
                            "killed-unseen",
                            signal.name())
                    : Forecast.of(
                            Outcome.NO_EFFECT,
                            List.of(Outcome.NO_EFFECT),
                            from.ladder(),
                            "uncatchable",
                            signal.name());
        }
        List<Outcome> possible =
                join(from.ends().outcomes(), List.of(Outcome.DELIVERED, Outcome.NO_EFFECT));
        return new Forecast(
                possible.getFirst(),
                possible,
                Message.of("experiment.forecast.unseen", signal.name()),
                from.ladder());
    }
}
