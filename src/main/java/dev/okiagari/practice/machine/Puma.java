package dev.okiagari.practice.machine;

import java.time.Duration;
import java.util.List;

/** Ruby's Puma with hello-sinatra: five threads in one process that catches most signals. */
final class Puma implements Program {

    private static final long CAUGHT = 0x142017e4fL;
    private static final int ILL = 4;
    private static final int BUS = 7;
    private static final int SEGV = 11;
    private static final int ALRM = 14;
    private static final String TITLE = "puma 5.6.5 (tcp://0.0.0.0:8080) [app]";
    private static final Duration BOOT = Duration.ofMillis(800);
    private static final Duration FAREWELL = Duration.ofMillis(100);

    @Override
    public void start(Machine machine, Proc init) {
        init.becomes("ruby", List.of("ruby", "/usr/bin/puma", "-p", "8080"));
        machine.threads(init, 5);
        listensTo(machine, init);
        machine.loop().after(BOOT, () -> listen(machine, init));
    }

    private static void listen(Machine machine, Proc init) {
        if (init.dead()) {
            return;
        }
        init.becomes("ruby", List.of(TITLE));
        listensTo(machine, init);
        Duration nap = Duration.ofSeconds(Victim.number(machine, "NAP", 0));
        Site site = new Site(machine, nap, () -> List.of(init));
        init.onEnd(site::close);
        machine.serve(site);
        machine.print("Puma starting in single mode...");
        machine.print("* Listening on http://0.0.0.0:8080");
        machine.print("Use Ctrl-C to stop");
    }

    private static void listensTo(Machine machine, Proc init) {
        init.masks(CAUGHT, 0);
        init.onSignal(signal -> caught(machine, init, signal));
    }

    private static void caught(Machine machine, Proc init, int signal) {
        switch (signal) {
            case Signals.TERM, ALRM, Signals.QUIT -> leave(machine, init, 1);
            case Signals.INT, Signals.HUP -> leave(machine, init, 0);
            case ILL, BUS, SEGV -> machine.exit(init, 128 + signal);
            default -> {
                // the others reopen logs or do nothing that can be seen
            }
        }
    }

    private static void leave(Machine machine, Proc init, int code) {
        machine.print("- Gracefully stopping, waiting for requests to finish");
        machine.loop().after(FAREWELL, () -> finish(machine, init, code));
    }

    /** A request that has begun is answered first, however long that takes. */
    private static void finish(Machine machine, Proc init, int code) {
        if (machine.site().filter(Site::busy).isPresent()) {
            machine.loop().after(FAREWELL, () -> finish(machine, init, code));
        } else {
            machine.exit(init, code);
        }
    }
}
