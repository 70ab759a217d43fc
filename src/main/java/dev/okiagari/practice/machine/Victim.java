package dev.okiagari.practice.machine;

import java.time.Duration;
import java.util.List;

/** A small server that dies, hangs, forks or ignores SIGTERM, as its environment says. */
final class Victim implements Program {

    private static final int ALRM = 14;

    @Override
    public void start(Machine machine, Proc init) {
        becomes(machine, init);
        int workers = number(machine, "WORKERS", 0);
        int exitAfter = number(machine, "EXIT_AFTER", 0);
        int leak = number(machine, "LEAK_MIB", 0);
        boolean supervises = workers > 0 || exitAfter > 0 || leak > 0;
        int first = workers > 0 ? workers : supervises ? 1 : 0;
        machine.loop()
                .after(
                        Duration.ofSeconds(number(machine, "START_DELAY", 0)).plusMillis(20),
                        () -> listen(machine, init, first));
        if (exitAfter > 0) {
            machine.loop().after(Duration.ofSeconds(exitAfter), () -> leave(machine, init));
        }
        if (leak > 0) {
            leak(machine, init, leak);
        }
    }

    /** The kernel comes once the limit is reached; without one it never does here. */
    private static void leak(Machine machine, Proc init, int perSecond) {
        int limit = machine.place().memoryMebibytes();
        if (limit > 0) {
            machine.loop()
                    .after(
                            Duration.ofSeconds(1 + limit / perSecond),
                            () -> {
                                if (!init.dead()) {
                                    machine.runOutOfMemory();
                                }
                            });
        }
    }

    private static void listen(Machine machine, Proc init, int workers) {
        if (init.dead()) {
            return;
        }
        machine.print(
                "victim: listening, pid "
                        + init.pid()
                        + ", workers "
                        + number(machine, "WORKERS", 0));
        if (workers > 0) {
            init.masks(init.caught() | Signals.mask(ALRM), init.ignored());
        } else {
            init.masks(init.caught(), init.ignored() | Signals.mask(Signals.CHLD));
        }
        for (int i = 0; i < workers; i++) {
            fork(machine, init);
        }
        Duration nap = Duration.ofSeconds(number(machine, "NAP", 0));
        Site site =
                new Site(
                        machine,
                        nap,
                        () -> workers == 0 ? List.of(init) : workersOf(machine, init));
        init.onEnd(site::close);
        machine.serve(site);
    }

    private static List<Proc> workersOf(Machine machine, Proc init) {
        return machine.processes().stream()
                .filter(proc -> proc.isChildOf(init) && proc.name().equals("victim"))
                .toList();
    }

    private static void fork(Machine machine, Proc init) {
        Proc worker = machine.spawn(init, "victim", List.of("/victim"));
        becomes(machine, worker);
        worker.masks(worker.caught(), worker.ignored() | Signals.mask(Signals.CHLD));
        worker.onEnd(() -> {
            if (!init.dead() && number(machine, "WORKERS", 0) > 0) {
                machine.loop().after(Duration.ofMillis(500), () -> replace(machine, init));
            }
        });
    }

    private static void replace(Machine machine, Proc init) {
        if (!init.dead() && machine.running()) {
            fork(machine, init);
            machine.site().ifPresent(Site::stirred);
        }
    }

    private static void becomes(Machine machine, Proc proc) {
        proc.becomes("victim", List.of("/victim"));
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
    }

    private static void leave(Machine machine, Proc init) {
        if (!init.dead()) {
            machine.print("victim: exiting by itself");
            machine.exit(init, number(machine, "EXIT_CODE", 1));
        }
    }

    static int number(Machine machine, String variable, int otherwise) {
        String value = machine.environment().getOrDefault(variable, "");
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }
}
