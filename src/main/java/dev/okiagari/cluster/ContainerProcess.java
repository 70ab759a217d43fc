package dev.okiagari.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process of a container, as {@code /proc} tells it; its numbers are those of the container's own
 * process namespace.
 *
 * @param state the letter of {@code /proc/PID/status}: {@code S}, {@code R}, {@code T}, {@code Z},
 *     …
 * @param user a name where the container has one for it, else the number
 * @param command the command line, secrets masked, or the name in brackets where it has none
 * @param startTicks clock ticks between the node's boot and its start: with the number it tells one
 *     process from its successor
 * @param startedAt by the node's clock; null where the boot time could not be read
 * @param blocks what each of its threads blocks
 * @param uids the user that it runs as and the one that it saved; empty where they were not read
 */
public record ContainerProcess(
        int pid,
        int parentPid,
        String name,
        String state,
        String user,
        List<String> command,
        long startTicks,
        @Nullable Instant startedAt,
        Set<Integer> catches,
        Set<Integer> ignores,
        Set<Integer> blocks,
        Set<Integer> uids) {

    public ContainerProcess {
        command = List.copyOf(command);
        catches = Set.copyOf(catches);
        ignores = Set.copyOf(ignores);
        blocks = Set.copyOf(blocks);
        uids = Set.copyOf(uids);
    }

    /** Whether it is the first of its process namespace, which the kernel protects. */
    public boolean isPrimary() {
        return pid == 1;
    }

    /** Ended, though its parent has not heard of it yet. */
    public boolean isZombie() {
        return state.equals("Z");
    }

    public boolean isStopped() {
        return state.equals("T");
    }
}
