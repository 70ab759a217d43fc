package dev.okiagari.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of this machine: how it was started, so that it can be ended, and begun again exactly
 * as it was.
 *
 * @param pidFile where its number is kept
 * @param log where it writes
 */
record LocalService(
        Path pidFile,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        int nice) {

    private static final Path PROC = Path.of("/proc");
    private static final Duration ENDING = Duration.ofSeconds(20);

    static LocalService of(Path pidFile) {
        Path process = PROC.resolve(text(pidFile).strip());
        Map<String, String> environment = new HashMap<>();
        for (String one : split(text(process.resolve("environ")))) {
            int equals = one.indexOf('=');
            environment.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return new LocalService(
                pidFile,
                split(text(process.resolve("cmdline"))),
                environment,
                link(process.resolve("cwd")),
                link(process.resolve("fd/1")),
                niceOf(process));
    }

    /**
     * The one whose number is in a file beside a kubeconfig; where there is none tests are skipped.
     */
    static LocalService beside(Path kubeconfig, String name) {
        Path file = kubeconfig.toAbsolutePath().resolveSibling("run").resolve(name + ".pid");
        return Files.isReadable(file)
                ? of(file)
                : abort("No " + name + " of this machine: there is no " + file + ".");
    }

    private @Nullable ProcessHandle handle() {
        return ProcessHandle.of(Long.parseLong(text(pidFile).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(found -> isSame(found.pid()))
                .orElse(null);
    }

    private boolean isSame(long pid) {
        return split(text(PROC.resolve(pid + "/cmdline"))).equals(command);
    }

    boolean runs() {
        return handle() != null;
    }

    void end(boolean forcibly) {
        ProcessHandle running = handle();
        if (running == null) {
            return;
        }
        if (forcibly) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        await(pidFile + " has ended").atMost(ENDING).until(() -> !running.isAlive());
    }

    void begin() {
        if (runs()) {
            return;
        }
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "nice",
                                "-n",
                                String.valueOf(nice - niceOf(PROC.resolve("self")))));
        all.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Files.writeString(pidFile, builder.start().pid() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** It stands still, and its callers wait. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        ProcessHandle running = handle();
        if (running != null) {
            Signals.send(name, running.pid());
        }
    }

    private static int niceOf(Path process) {
        String stat = text(process.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    private static Path link(Path file) {
        try {
            return Files.readSymbolicLink(file);
        } catch (IOException unreadable) {
            return abort("Cannot read " + file + ": needs root.");
        }
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split("\0", -1)).filter(one -> !one.isEmpty()).toList();
    }

    /** Nothing of what has ended meanwhile. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
