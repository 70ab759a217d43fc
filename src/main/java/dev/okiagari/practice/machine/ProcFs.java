package dev.okiagari.practice.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a container as one of its processes reads them: {@code /proc} and the image's own.
 */
public final class ProcFs {

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

    public Image image() {
        return machine.image();
    }

    private @Nullable String text(String path, int self) {
        String written = machine.files().read(path).orElse(null);
        String own = written == null ? machine.image().files().get(path) : written;
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
            return switch (parts[2]) {
                case "stat" -> nodeStat();
                case "uptime" -> uptime();
                default -> null;
            };
        }
        if (parts.length == 4 && parts[2].equals("net")) {
            return NetText.of(parts[3], machine.site().map(Site::port).orElse(0));
        }
        return process(parts[2], self)
                .map(proc -> file(new ProcText(proc, machine.space()), parts))
                .orElse(null);
    }

    private @Nullable String file(ProcText proc, String[] parts) {
        boolean task = parts.length == 6 && parts[3].equals("task");
        if (parts.length != 4 && !task) {
            return null;
        }
        String thread = task ? proc.thread(parts[4]) : proc.main();
        if (thread == null) {
            return null;
        }
        return switch (parts[parts.length - 1]) {
            case "status" -> proc.status(thread);
            case "stat" -> proc.stat(thread);
            case "cmdline" -> proc.commandLine();
            case "comm" -> proc.name() + "\n";
            case "cgroup" -> proc.cgroup(machine.place());
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
                            machine.processes().stream()
                                    .map(proc -> Integer.toString(proc.pid(machine.space()))),
                            Stream.of("self", "stat", "uptime"))
                    .toList();
        }
        if (parts[0].equals("proc")) {
            Proc proc = process(parts[1], self).orElse(null);
            if (proc == null) {
                return null;
            }
            if (parts.length == 2) {
                return List.of("cgroup", "cmdline", "comm", "stat", "status", "task");
            }
            if (parts.length == 3 && parts[2].equals("task")) {
                return new ProcText(proc, machine.space()).threads();
            }
        }
        List<String> files =
                Stream.concat(
                                machine.image().files().keySet().stream(),
                                machine.files().paths().stream())
                        .filter(file -> file.startsWith("/" + String.join("/", parts) + "/"))
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .toList();
        return files.isEmpty() ? null : files;
    }

    private String uptime() {
        long hundredths = Duration.between(machine.booted(), machine.loop().now()).toMillis() / 10;
        return "%d.%02d 0.00%n".formatted(hundredths / 100, hundredths % 100);
    }

    private String nodeStat() {
        return "cpu  90731 0 45012 9120331 1022 0 310 0 0 0\n"
                + "cpu0 45220 0 22400 4560012 511 0 155 0 0 0\n"
                + "intr 0\nctxt 73344112\n"
                + "btime "
                + machine.booted().getEpochSecond()
                + "\nprocesses 35383\nprocs_running 1\nprocs_blocked 0\n";
    }
}
