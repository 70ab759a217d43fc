package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Signals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the node ends a container: SIGTERM, a grace, SIGKILL, and what was to be done then. */
final class Termination {

    private static final int LEAST_GRACE = 2;

    private final Loop loop;
    private @Nullable Runnable afterExit;
    private Loop.@Nullable Timer pendingKill;

    Termination(Loop loop) {
        this.loop = loop;
    }

    boolean underway() {
        return afterExit != null;
    }

    void begin(Machine victim, int grace, Runnable then) {
        afterExit = then;
        loop.cancel(pendingKill);
        pendingKill =
                loop.after(
                        Duration.ofSeconds(Math.max(LEAST_GRACE, grace)),
                        () -> victim.signalFromNode(Signals.KILL));
        victim.signalFromNode(Signals.TERM);
    }

    /** Nobody waits for the end any more. */
    void abandon(@Nullable Machine victim) {
        afterExit = () -> {};
        if (victim != null) {
            victim.signalFromNode(Signals.KILL);
        }
    }

    /** The container has ended: does what was to be done, or else what is usual. */
    void ended(Runnable usual) {
        loop.cancel(pendingKill);
        Runnable then = afterExit == null ? usual : afterExit;
        afterExit = null;
        then.run();
    }
}
