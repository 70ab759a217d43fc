package dev.okiagari.practice.machine;

import java.time.Duration;
import java.util.List;

/** A small server that dies, hangs, forks or ignores SIGTERM, as its environment says. */
final class Victim implements Program {

    private static final int ALRM = 14;

    @Override
    public void start(Machine machine) {
        Proc init = spawn(machine, 0);
        int workers = number(machine, "WORKERS", 0);
        int exitAfter = number(machine, "EXIT_AFTER", 0);
        boolean supervises = workers > 0 || exitAfter > 0;
        int first = workers > 0 ? workers : supervises ? 1 : 0;
        machine.loop()
                .after(
                        Duration.ofSeconds(number(machine, "START_DELAY", 0)).plusMillis(20),
                        () -> listen(machine, init, first));
        if (exitAfter > 0) {
            machine.loop().after(Duration.ofSeconds(exitAfter), () -> leave(machine, init));
        }
    }

    private static void listen(Machine machine, Proc init, int workers) {
        if (!machine.running()) {
            return;
        }
        machine.print("victim: listening, pid 1, workers " + number(machine, "WORKERS", 0));
        if (workers > 0) {
            init.masks(init.caught() | Signals.mask(ALRM), init.ignored());
        } else {
            init.masks(init.caught(), init.ignored() | Signals.mask(Signals.CHLD));
        }
        for (int i = 0; i < workers; i++) {
            fork(machine);
        }
        Duration nap = Duration.ofSeconds(number(machine, "NAP", 0));
        machine.serve(
                new Site(machine, nap, () -> workers == 0 ? List.of(init) : workersOf(machine)));
    }

    private static List<Proc> workersOf(Machine machine) {
        return machine.processes().stream()
                .filter(proc -> proc.parent() == 1 && proc.name().equals("victim"))
                .toList();
    }

    private static void fork(Machine machine) {
        Proc worker = spawn(machine, 1);
        worker.masks(worker.caught(), worker.ignored() | Signals.mask(Signals.CHLD));
        worker.onEnd(() -> {
            if (machine.running() && number(machine, "WORKERS", 0) > 0) {
                machine.loop().after(Duration.ofMillis(500), () -> replace(machine));
            }
        });
    }

    private static void replace(Machine machine) {
        if (machine.running()) {
            fork(machine);
            machine.site().ifPresent(Site::stirred);
        }
    }

    private static Proc spawn(Machine machine, int parent) {
        Proc proc = machine.spawn(parent, "victim", List.of("/victim"));
        switch (machine.environment().getOrDefault("ON_TERM", "exit")) {
            case "exit" -> proc.masks(Signals.mask(Signals.TERM), 0);
            case "ignore" -> proc.masks(0, Signals.mask(Signals.TERM));
            default -> proc.masks(0, 0);
        }
        proc.onSignal(signal -> {
            if (signal == Signals.TERM) {
                machine.exit(proc, 0);
            }
        });
        return proc;
    }

    private static void leave(Machine machine, Proc init) {
        if (machine.running()) {
            machine.print("victim: exiting by itself");
            machine.exit(init, number(machine, "EXIT_CODE", 1));
        }
    }

    static int number(Machine machine, String variable, int otherwise) {
        String value = machine.environment().getOrDefault(variable, "");
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }
}
