package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kubelet and the containerd of a node that is this machine: ended, and begun again exactly as
 * they were. They are found by the files beside the kubeconfig that hold their process numbers.
 */
final class NodeServices implements AutoCloseable {

    private static final Path PROC = Path.of("/proc");
    private static final Duration ENDING = Duration.ofSeconds(20);
    private static final String ENDPOINT = "--container-runtime-endpoint=unix://";

    private final LocalService kubelet;
    private final LocalService containerd;
    private final String socket;

    private NodeServices(LocalService kubelet, LocalService containerd) {
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
                ? new NodeServices(LocalService.of(kubelet), LocalService.of(containerd))
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
                    List<String> command =
                            LocalService.split(
                                    LocalService.text(PROC.resolve(process.pid() + "/cmdline")));
                    return !command.isEmpty()
                            && command.getFirst().contains("containerd-shim")
                            && command.contains(socket);
                })
                .toList();
    }

    /** Not even as one that its parent has not heard of. */
    private static boolean lives(ProcessHandle process) {
        String stat = LocalService.text(PROC.resolve(process.pid() + "/stat"));
        return !stat.isEmpty() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    }
}
