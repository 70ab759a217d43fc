package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what a fault will do, from what the kernel, the pod and its owner say. Pure.
 *
 * <p>PID 1 gets from inside its own process namespace only signals that it has a handler for, and
 * never SIGKILL or SIGSTOP (pid_namespaces(7)).
 */
final class Forecaster {

    private Forecaster() {}

    static Forecast signal(
            Signal signal, ContainerProcess process, PodSnapshot pod, List<Delivery> deliveries) {
        if (process.isPrimary()) {
            return toPrimary(signal, process, pod, deliveries);
        }
        if (process.ignores().contains(signal.number()) && !signal.isUncatchable()) {
            return only(Outcome.NO_EFFECT, deliveries, "ignored", signal.name(), process.pid());
        }
        return of(
                Outcome.DELIVERED,
                List.of(Outcome.DELIVERED, Outcome.NO_EFFECT, Outcome.RESTARTED),
                deliveries,
                "other-process",
                signal.name(),
                process.pid());
    }

    private static Forecast toPrimary(
            Signal signal, ContainerProcess process, PodSnapshot pod, List<Delivery> deliveries) {
        if (signal.isUncatchable()) {
            return only(Outcome.NO_EFFECT, deliveries, "uncatchable", signal.name());
        }
        if (!process.catches().contains(signal.number())) {
            String why = process.ignores().contains(signal.number()) ? "ignored-1" : "not-caught";
            return only(Outcome.NO_EFFECT, deliveries, why, signal.name(), process.name());
        }
        if (process.blocks().contains(signal.number())) {
            return of(
                    Outcome.NO_EFFECT,
                    List.of(Outcome.NO_EFFECT, Outcome.DELIVERED, Outcome.RESTARTED),
                    deliveries,
                    "blocked",
                    signal.name());
        }
        return caught(signal, process, pod, deliveries);
    }

    /** It has a handler: what that does is the program's own affair. */
    private static Forecast caught(
            Signal signal, ContainerProcess process, PodSnapshot pod, List<Delivery> deliveries) {
        Outcome end = staysDown(pod) ? Outcome.GONE : Outcome.RESTARTED;
        List<Outcome> ends =
                pod.restartPolicy().equals("OnFailure")
                        ? List.of(Outcome.RESTARTED, Outcome.GONE)
                        : List.of(end);
        boolean ending = signal.isEnding();
        List<Outcome> possible =
                concat(
                        concat(ending ? ends : List.of(), List.of(Outcome.DELIVERED)),
                        concat(ending ? List.of() : ends, List.of(Outcome.NOT_RECOVERED)));
        return of(
                ending ? end : Outcome.DELIVERED,
                possible,
                deliveries,
                ending ? (staysDown(pod) ? "ends-for-good" : "ends") : "handled",
                signal.name(),
                process.name());
    }

    static boolean staysDown(PodSnapshot pod) {
        return pod.restartPolicy().equals("Never");
    }

    static Forecast suspend(
            Fault.Suspend fault,
            List<Integer> pids,
            ProcessTable table,
            List<Delivery> deliveries) {
        if (pids.isEmpty()) {
            String name = table.process(1).map(ContainerProcess::name).orElse("?");
            return impossible(deliveries, "only-primary", name);
        }
        return of(
                Outcome.SUSPENDED,
                List.of(Outcome.SUSPENDED, Outcome.RESTARTED),
                deliveries,
                "suspend",
                pids.size(),
                fault.seconds());
    }

    static Forecast deletePod(PodSnapshot pod) {
        List<Delivery> api = List.of(Delivery.open(Delivery.Method.API));
        return pod.workload().isBare()
                ? only(Outcome.GONE, api, "bare-pod", pod.ref().name())
                : of(
                        Outcome.REPLACED,
                        List.of(Outcome.REPLACED, Outcome.GONE, Outcome.NOT_RECOVERED),
                        api,
                        "replaced",
                        pod.workload().kind(),
                        pod.workload().name());
    }

    static Forecast impossible(List<Delivery> deliveries, String why, Object... facts) {
        return only(Outcome.IMPOSSIBLE, deliveries, why, facts);
    }

    static Forecast because(Outcome outcome, List<Delivery> deliveries, Message reason) {
        return new Forecast(outcome, List.of(outcome), reason, deliveries, null);
    }

    private static Forecast only(
            Outcome outcome, List<Delivery> deliveries, String why, Object... facts) {
        return of(outcome, List.of(outcome), deliveries, why, facts);
    }

    private static Forecast of(
            Outcome outcome,
            List<Outcome> possible,
            List<Delivery> deliveries,
            String why,
            Object... facts) {
        return new Forecast(
                outcome,
                possible,
                Message.of("experiment.forecast." + why, facts),
                deliveries,
                null);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
