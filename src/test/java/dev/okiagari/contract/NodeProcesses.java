package dev.okiagari.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a container as the node's kernel tells them: the truth that forecasts and
 * verdicts are held against. Needs this machine to be the node.
 */
final class NodeProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final long TICKS_A_SECOND = 100;

    private NodeProcesses() {}

    /**
     * A process.
     *
     * @param name of its program
     * @param own its number in the container's process namespace
     * @param onNode its number on the node
     * @param parent the parent's number on the node
     * @param caught the mask of the signals that it has a handler for
     */
    record Seen(
            String name, int own, int onNode, int parent, long ticks, String state, long caught) {

        boolean catches(int signal) {
            return (caught >>> (signal - 1) & 1) == 1;
        }

        /** Ended, though its parent has not heard of it yet. */
        boolean isZombie() {
            return state.equals("Z");
        }

        boolean isSame(Seen other) {
            return onNode == other.onNode && ticks == other.ticks;
        }
    }

    /** The oldest first. */
    static List<Seen> of(String containerId) {
        String id = containerId.replaceFirst("^.*://", "");
        try (Stream<Path> all = Files.list(PROC)) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> read(path.resolve("cgroup")).contains(id))
                    .map(NodeProcesses::seen)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Seen::ticks).thenComparingInt(Seen::onNode))
                    .toList();
        } catch (IOException noLinux) {
            return abort("No /proc: " + noLinux.getMessage());
        }
    }

    /** The one that the container ends with: nobody in the container has started it. */
    static Seen main(List<Seen> processes) {
        return processes.stream()
                .filter(one -> processes.stream().noneMatch(p -> p.onNode() == one.parent()))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("this machine is not the node, or it has ended"));
    }

    /** By this machine's clock, to a hundredth of a second. */
    static Instant startOf(Seen process) {
        double up = Double.parseDouble(read(PROC.resolve("uptime")).split(" ", 2)[0]);
        Instant boot = Instant.now().minus(Duration.ofMillis((long) (up * 1000)));
        return boot.plusMillis(process.ticks() * 1000 / TICKS_A_SECOND);
    }

    private static Optional<Seen> seen(Path path) {
        String status = read(path.resolve("status"));
        String stat = read(path.resolve("stat"));
        String own = field(status, "NSpid");
        if (own == null || stat.isEmpty()) {
            return Optional.empty();
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Optional.of(
                new Seen(
                        String.valueOf(field(status, "Name")),
                        Integer.parseInt(own.substring(own.lastIndexOf('\t') + 1).strip()),
                        Integer.parseInt(path.getFileName().toString()),
                        Integer.parseInt(fields[1]),
                        Long.parseLong(fields[19]),
                        fields[0],
                        Long.parseUnsignedLong(String.valueOf(field(status, "SigCgt")), 16)));
    }

    private static @Nullable String field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** Nothing of what has ended meanwhile. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
