package dev.okiagari.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one run of a container at one time.
 *
 * @param containerId of the run that was read
 * @param at by our clock, when the answer came
 * @param method how it was read: {@code shell} (all processes) or {@code cat} (PID 1 only)
 */
public record ProcessTable(
        String containerId, Instant at, String method, List<ContainerProcess> items) {

    public ProcessTable {
        items = List.copyOf(items);
    }

    public Optional<ContainerProcess> process(int pid) {
        return items.stream().filter(process -> process.pid() == pid).findFirst();
    }
}
