package dev.okiagari.cluster;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One process in the words of {@code /proc/PID/status}, {@code stat} and {@code cmdline}. */
final class RawProcess {

    /** What the kernel counts in, on every architecture that Kubernetes runs on. */
    private static final long TICKS_A_SECOND = 100;

    private static final int CAP_KILL = 5;

    /** In {@code stat}, counted from what follows the name in brackets. */
    private static final int START_TIME = 19;

    private final Map<String, String> status = new HashMap<>();
    private String stat = "";
    private String command = "";
    private Cgroup cgroup = Cgroup.UNKNOWN;
    private @Nullable Long blockedByAll;

    RawProcess(String statusAndStat) {
        statusAndStat.lines().forEach(this::line);
    }

    /** Of one run of {@code cat} over all three files. */
    static Optional<RawProcess> ofOneFile(String files) {
        // The command line is the last, and the only one without a line break at its end.
        int end = files.lastIndexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        RawProcess process = new RawProcess(files.substring(0, end));
        process.command(files.substring(end + 1));
        return Optional.of(process).filter(RawProcess::isWhole);
    }

    private void line(String line) {
        int colon = line.indexOf(":\t");
        if (!stat.isEmpty() || (!line.isEmpty() && Character.isDigit(line.charAt(0)))) {
            stat += line;
        } else if (colon > 0) {
            status.putIfAbsent(line.substring(0, colon), line.substring(colon + 2).strip());
        }
    }

    void command(String text) {
        command = text.strip();
    }

    void cgroup(Cgroup where) {
        cgroup = where;
    }

    Cgroup cgroup() {
        return cgroup;
    }

    /** The {@code status} of each of its threads: a signal waits only where all block it. */
    void threads(String text) {
        blockedByAll =
                text.lines()
                        .filter(line -> line.startsWith("SigBlk:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .reduce((a, b) -> a & b)
                        .orElse(null);
    }

    int pid() {
        return Integer.parseInt(first("Pid"));
    }

    Sender asSender() {
        long capabilities = Long.parseUnsignedLong(first("CapEff"), 16);
        return new Sender(Integer.valueOf(first("Uid")), (capabilities >>> CAP_KILL & 1) == 1);
    }

    /** A process may end while it is read. */
    boolean isWhole() {
        return status.containsKey("Pid") && afterName().length > START_TIME;
    }

    ContainerProcess translate(Map<String, String> users, @Nullable Instant booted) {
        long ticks = Long.parseLong(afterName()[START_TIME]);
        String uid = first("Uid");
        return new ContainerProcess(
                Integer.parseInt(first("Pid")),
                Integer.parseInt(first("PPid")),
                status.getOrDefault("Name", ""),
                first("State"),
                Objects.requireNonNullElse(users.get(uid), uid),
                Secrets.mask(arguments()),
                ticks,
                booted == null ? null : booted.plusMillis(ticks * 1000 / TICKS_A_SECOND),
                signals(mask("SigCgt")),
                signals(mask("SigIgn")),
                signals(blockedByAll == null ? mask("SigBlk") : blockedByAll),
                uids());
    }

    private List<String> arguments() {
        return command.isEmpty()
                ? List.of("[" + status.getOrDefault("Name", "") + "]")
                : Arrays.asList(command.replaceAll("\0+$", "").split("\0", -1));
    }

    private String[] afterName() {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+");
    }

    private String first(String key) {
        return status.getOrDefault(key, "0").split("\\s+", 2)[0];
    }

    /** The real and the saved one; kill(2) compares with these. */
    private Set<Integer> uids() {
        String[] fields = status.getOrDefault("Uid", "").split("\\s+", -1);
        return fields.length < 3
                ? Set.of()
                : new TreeSet<>(List.of(Integer.valueOf(fields[0]), Integer.valueOf(fields[2])));
    }

    private long mask(String key) {
        return Long.parseUnsignedLong(first(key), 16);
    }

    private static Set<Integer> signals(long mask) {
        Set<Integer> signals = new TreeSet<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) == 1) {
                signals.add(bit + 1);
            }
        }
        return signals;
    }
}
