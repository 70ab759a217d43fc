package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.Processes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One close look at a container, shared by all that is planned with it: an exec or two, not more.
 */
final class Inspection {

    private static final Duration PROBING = Duration.ofSeconds(10);

    private final ContainerRef container;
    private final Processes processes;
    private final Exec exec;
    private @Nullable ProcessReading reading;
    private @Nullable List<Delivery> deliveries;

    Inspection(ContainerRef container, Processes processes, Exec exec) {
        this.container = container;
        this.processes = processes;
        this.exec = exec;
    }

    ProcessReading reading() throws InterruptedException {
        ProcessReading known = reading;
        if (known == null) {
            known = processes.read(container);
            reading = known;
        }
        return known;
    }

    List<Delivery> deliveries(ProcessTable table) throws InterruptedException {
        List<Delivery> known = deliveries;
        if (known == null) {
            known = probe(table);
            deliveries = known;
        }
        return known;
    }

    /** A shell is preferred: it compares the target in the very exec that injects. */
    private List<Delivery> probe(ProcessTable table) throws InterruptedException {
        if (table.method().equals("shell")) {
            return List.of(Delivery.open(Delivery.Method.SHELL));
        }
        Delivery noShell =
                Delivery.closed(Delivery.Method.SHELL, Message.of("experiment.delivery.no-shell"));
        // Signal 0 asks whether a signal could be sent, and sends none.
        ExecResult answer = exec.run(container, PROBING, List.of("kill", "-0", "1"));
        return List.of(
                noShell,
                answer instanceof ExecResult.Exited exited && exited.succeeded()
                        ? Delivery.open(Delivery.Method.KILL)
                        : Delivery.closed(
                                Delivery.Method.KILL, Message.of("experiment.delivery.no-kill")));
    }
}
