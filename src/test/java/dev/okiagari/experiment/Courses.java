package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.safety.Actor;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Experiments on the way, for the tests of what may happen to them. */
final class Courses {

    static final PodSnapshot POD = Targets.pod("Always", Targets.running(Targets.OLD, 0, true));

    private Courses() {}

    /** A clock that is a second further each time that it is read. */
    static Clock ticking() {
        AtomicInteger seconds = new AtomicInteger();
        InstantSource source = () -> Targets.T0.plusSeconds(seconds.getAndIncrement());
        return source.withZone(ZoneOffset.UTC);
    }

    static Plan plan(Fault fault) {
        return new Plan(
                target(),
                fault,
                POD,
                shot(),
                SignalForecast.of(
                        Signal.of("HUP"),
                        List.of(process("S")),
                        Targets.inside(
                                POD,
                                Targets.process(1, 0, Set.of(), Set.of(), Set.of()),
                                process("S"))),
                List.of(process("S")),
                Delivery.open(Delivery.Method.SHELL));
    }

    static Experiment planned(Fault fault) {
        return planned(fault, Terms.NONE);
    }

    static Experiment planned(Fault fault, Terms terms) {
        return Experiment.planned(
                UUID.randomUUID(),
                "lab",
                target(),
                fault,
                Actor.ITSELF,
                Targets.T0,
                plan(fault).forecast(),
                Delivery.Method.SHELL,
                shot(),
                terms,
                null);
    }

    static Experiment observing(Fault fault, @Nullable Integer exitCode) {
        Experiment injecting = planned(fault).injecting();
        return injecting.observing(
                Targets.T0,
                injecting.evidence().delivered(Delivery.Method.SHELL, exitCode, "switch 9 1"));
    }

    static ProcessReading reading(String state) {
        return new ProcessReading.Known(
                new ProcessTable(Targets.OLD, Targets.T0, "shell", List.of(process(state))));
    }

    private static Target target() {
        return new Target(POD.ref(), POD.workload(), "app", Targets.OLD);
    }

    private static Shot shot() {
        return Shot.of(Targets.T0, POD, POD.containers().getFirst(), List.of(process("S")));
    }

    private static ContainerProcess process(String state) {
        return new ContainerProcess(
                7,
                1,
                "app",
                state,
                "root",
                List.of("app"),
                100,
                Targets.T0,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
