package dev.okiagari.practice.machine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a container as one of its processes reads them: {@code /proc} and the image's own.
 */
public final class ProcFs {

    private static final String UNKNOWN_CAPABILITIES = "00000000a80425fb";

    private final Machine machine;

    public ProcFs(Machine machine) {
        this.machine = machine;
    }

    /** The content of a file; empty where there is none. */
    public Optional<String> read(String path, int self) {
        return machine.loop().call(() -> Optional.ofNullable(text(path, self)));
    }

    /** The names in a directory; empty where there is none. */
    public Optional<List<String>> list(String path, int self) {
        return machine.loop().call(() -> Optional.ofNullable(names(path, self)));
    }

    private @Nullable String text(String path, int self) {
        String own = machine.image().files().get(path);
        if (own != null) {
            return own;
        }
        if (path.equals("/dev/null")) {
            return "";
        }
        if (path.equals("/etc/hostname")) {
            return machine.environment().getOrDefault("HOSTNAME", "localhost") + "\n";
        }
        String[] parts = path.split("/+", -1);
        if (parts.length < 3 || !parts[1].equals("proc")) {
            return null;
        }
        if (parts.length == 3) {
            return parts[2].equals("stat") ? nodeStat() : null;
        }
        return process(parts[2], self).map(proc -> file(proc, parts)).orElse(null);
    }

    private static @Nullable String file(Proc proc, String[] parts) {
        boolean task = parts.length == 6 && parts[3].equals("task");
        if (parts.length != 4 && !task) {
            return null;
        }
        return switch (parts[parts.length - 1]) {
            case "status" -> status(proc);
            case "stat" -> stat(proc);
            case "cmdline" -> String.join("\0", proc.command()) + "\0";
            case "comm" -> proc.name() + "\n";
            default -> null;
        };
    }

    private Optional<Proc> process(String name, int self) {
        if (name.equals("self")) {
            return machine.process(self);
        }
        return name.matches("\\d{1,7}")
                ? machine.process(Integer.parseInt(name))
                : Optional.empty();
    }

    private @Nullable List<String> names(String path, int self) {
        String[] parts =
                Stream.of(path.split("/+")).filter(part -> !part.isEmpty()).toArray(String[]::new);
        if (parts.length == 0) {
            return List.of("bin", "dev", "etc", "proc", "usr");
        }
        if (parts.length == 1 && parts[0].equals("proc")) {
            return Stream.concat(
                            machine.processes().stream().map(proc -> Integer.toString(proc.pid())),
                            Stream.of("self", "stat"))
                    .toList();
        }
        if (parts[0].equals("proc")) {
            Proc proc = process(parts[1], self).orElse(null);
            if (proc == null) {
                return null;
            }
            if (parts.length == 2) {
                return List.of("cmdline", "comm", "stat", "status", "task");
            }
            if (parts.length == 3 && parts[2].equals("task")) {
                return threads(proc);
            }
        }
        List<String> files =
                machine.image().files().keySet().stream()
                        .filter(file -> file.startsWith("/" + String.join("/", parts) + "/"))
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .toList();
        return files.isEmpty() ? null : files;
    }

    private static List<String> threads(Proc proc) {
        return Stream.iterate(0, i -> i + 1)
                .limit(proc.threads)
                .map(i -> Integer.toString(i == 0 ? proc.pid() : proc.pid() + 4 + i))
                .toList();
    }

    private String nodeStat() {
        return "cpu  90731 0 45012 9120331 1022 0 310 0 0 0\n"
                + "cpu0 45220 0 22400 4560012 511 0 155 0 0 0\n"
                + "intr 0\nctxt 73344112\n"
                + "btime "
                + machine.booted().getEpochSecond()
                + "\nprocesses 35383\nprocs_running 1\nprocs_blocked 0\n";
    }

    private static String status(Proc proc) {
        return """
        Name:\t%s
        Umask:\t0022
        State:\t%s
        Tgid:\t%d
        Ngid:\t0
        Pid:\t%d
        PPid:\t%d
        TracerPid:\t0
        Uid:\t0\t0\t0\t0
        Gid:\t0\t0\t0\t0
        FDSize:\t64
        Groups:\t0\s
        NStgid:\t%d
        NSpid:\t%d
        VmRSS:\t    3024 kB
        Threads:\t%d
        SigQ:\t1/96365
        SigPnd:\t%016x
        ShdPnd:\t%016x
        SigBlk:\t%016x
        SigIgn:\t%016x
        SigCgt:\t%016x
        CapInh:\t0000000000000000
        CapPrm:\t%s
        CapEff:\t%s
        CapBnd:\t%s
        CapAmb:\t0000000000000000
        NoNewPrivs:\t0
        Seccomp:\t0
        """
                .formatted(
                        proc.name(),
                        proc.state(),
                        proc.pid(),
                        proc.pid(),
                        proc.parent,
                        proc.pid(),
                        proc.pid(),
                        proc.threads,
                        0,
                        proc.pending.stream().mapToLong(Signals::mask).reduce(0, (a, b) -> a | b),
                        0,
                        proc.ignored,
                        proc.caught,
                        UNKNOWN_CAPABILITIES,
                        UNKNOWN_CAPABILITIES,
                        UNKNOWN_CAPABILITIES);
    }

    private static String stat(Proc proc) {
        return String.format(
                Locale.ROOT,
                "%d (%s) %s %d %d %d 0 -1 4194560 6030 0 24 0 16 6 0 0 20 0 %d 0 %d 371765248 7485"
                        + " 18446744073709551615 0 0 0 0 0 0 %d %d %d 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0"
                        + " 0 0 0%n",
                proc.pid(),
                proc.name(),
                proc.state().substring(0, 1),
                proc.parent,
                proc.pid(),
                proc.pid(),
                proc.threads,
                proc.startTicks(),
                0,
                proc.ignored & Integer.MAX_VALUE,
                proc.caught & Integer.MAX_VALUE);
    }
}
