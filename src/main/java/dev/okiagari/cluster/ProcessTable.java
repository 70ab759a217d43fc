package dev.okiagari.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of one run of a container at one time.
 *
 * @param containerId of the run that was read
 * @param at by our clock, when the answer came
 * @param method how it was read: {@code shell} (all processes) or {@code cat} (PID 1 only)
 * @param items those of the container, also where it shares a process namespace with others
 * @param sender who read it, and would signal
 * @param tools which programs the image has, of those that were looked for
 */
public record ProcessTable(
        String containerId,
        Instant at,
        String method,
        List<ContainerProcess> items,
        Sender sender,
        Set<String> tools) {

    public ProcessTable {
        items = List.copyOf(items);
        tools = Set.copyOf(tools);
    }

    /** Where nothing is known but the processes. */
    public ProcessTable(
            String containerId, Instant at, String method, List<ContainerProcess> items) {
        this(containerId, at, method, items, Sender.UNKNOWN, Set.of());
    }

    /**
     * The process that the container ends with: the first that nobody in the container has started.
     */
    public Optional<ContainerProcess> primary() {
        Set<Integer> pids = items.stream().map(ContainerProcess::pid).collect(Collectors.toSet());
        return items.stream()
                .filter(process -> !pids.contains(process.parentPid()))
                .min(
                        Comparator.comparingLong(ContainerProcess::startTicks)
                                .thenComparingInt(ContainerProcess::pid));
    }

    /**
     * Not what an exec has started: that descends from nobody in the container. A parent that was
     * not seen is outside the container only where processes are shared; where PID 1 is the
     * container's it adopts all orphans, and the parent is a session's that ended during the read.
     */
    public boolean isOfApplication(ContainerProcess process) {
        ContainerProcess root = process;
        for (int steps = 0; steps < items.size(); steps++) {
            Optional<ContainerProcess> parent = process(root.parentPid());
            if (parent.isEmpty()) {
                break;
            }
            root = parent.get();
        }
        int found = root.pid();
        boolean fromOutside = root.parentPid() != 0 && process(1).isEmpty();
        return fromOutside || primary().filter(main -> main.pid() == found).isPresent();
    }

    public Optional<ContainerProcess> process(int pid) {
        return items.stream().filter(process -> process.pid() == pid).findFirst();
    }
}
