package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet and the containerd of a node that is this machine: ended, and begun again exactly as
 * they were. They are found by the files beside the kubeconfig that hold their process numbers.
 */
final class NodeServices implements AutoCloseable {

    private static final Path PROC = Path.of("/proc");
    private static final Duration ENDING = Duration.ofSeconds(20);
    private static final String ENDPOINT = "--container-runtime-endpoint=unix://";

    private final Service kubelet;
    private final Service containerd;
    private final String socket;

    /**
     * How a process was started.
     *
     * @param pidFile where its number is kept
     * @param log where it writes
     */
    private record Service(
            Path pidFile,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            int nice) {

        static Service of(Path pidFile) {
            Path process = PROC.resolve(text(pidFile).strip());
            Map<String, String> environment = new HashMap<>();
            for (String one : split(text(process.resolve("environ")))) {
                int equals = one.indexOf('=');
                environment.put(one.substring(0, equals), one.substring(equals + 1));
            }
            return new Service(
                    pidFile,
                    split(text(process.resolve("cmdline"))),
                    environment,
                    link(process.resolve("cwd")),
                    link(process.resolve("fd/1")),
                    niceOf(process));
        }

        @Nullable ProcessHandle handle() {
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
    }

    private NodeServices(Service kubelet, Service containerd) {
        this.kubelet = kubelet;
        this.containerd = containerd;
        this.socket =
                kubelet.command().stream()
                        .filter(argument -> argument.startsWith(ENDPOINT))
                        .map(argument -> argument.substring(ENDPOINT.length()))
                        .findFirst()
                        .orElseGet(() -> abort("The kubelet does not name its runtime."));
    }

    /** Where they cannot be found the tests are skipped. */
    static NodeServices beside(Path kubeconfig) {
        Path run = kubeconfig.toAbsolutePath().resolveSibling("run");
        Path kubelet = run.resolve("kubelet.pid");
        Path containerd = run.resolve("containerd.pid");
        return Files.isReadable(kubelet) && Files.isReadable(containerd)
                ? new NodeServices(Service.of(kubelet), Service.of(containerd))
                : abort("No node of this machine: there is no " + kubelet + ".");
    }

    /** Containers live through it: each has a shim, which is nobody's child. */
    void restart() {
        kubelet.end(false);
        containerd.end(false);
        close();
    }

    /** As a loss of power does: nothing that runs in a container lives through it. */
    void losePower() {
        kubelet.end(true);
        containerd.end(true);
        List<ProcessHandle> all =
                shims().stream()
                        .flatMap(shim -> Stream.concat(Stream.of(shim), shim.descendants()))
                        .toList();
        assertThat(all).isNotEmpty();
        all.forEach(ProcessHandle::destroyForcibly);
        await("all have ended")
                .atMost(ENDING)
                .until(() -> all.stream().noneMatch(NodeServices::lives));
        close();
    }

    /** Begins what does not run. */
    @Override
    public void close() {
        containerd.begin();
        await("containerd listens")
                .atMost(ENDING)
                .until(() -> Files.exists(Path.of(socket)) && containerd.runs());
        kubelet.begin();
    }

    private List<ProcessHandle> shims() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    List<String> command = split(text(PROC.resolve(process.pid() + "/cmdline")));
                    return !command.isEmpty()
                            && command.getFirst().contains("containerd-shim")
                            && command.contains(socket);
                })
                .toList();
    }

    /** Not even as one that its parent has not heard of. */
    private static boolean lives(ProcessHandle process) {
        String stat = text(PROC.resolve(process.pid() + "/stat"));
        return !stat.isEmpty() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
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

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\0", -1)).filter(one -> !one.isEmpty()).toList();
    }

    /** Nothing of what has ended meanwhile. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
