package dev.okiagari.practice.api;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.node.Kubelet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** The log of a container: as it is, or followed until the container ends. */
final class Logs {

    private Logs() {}

    static Reply reply(Request request, Kubelet kubelet, String uid, String container, String pod) {
        boolean previous = request.flag("previous");
        Optional<Machine> running = kubelet.machine(uid, container);
        if (request.flag("follow") && !previous && running.isPresent()) {
            return new Reply.Lines(followed(request, running.get()));
        }
        return kubelet.log(uid, container, previous)
                .<Reply>map(log -> new Reply.Text(200, shown(request, log)))
                .orElseThrow(() -> missing(previous, container, pod));
    }

    private static Failure missing(boolean previous, String container, String pod) {
        return Failure.badRequest(
                previous
                        ? "previous terminated container \""
                                + container
                                + "\" in pod \""
                                + pod
                                + "\" not found"
                        : "container \""
                                + container
                                + "\" in pod \""
                                + pod
                                + "\" is waiting to start: ContainerCreating");
    }

    private static Flux<String> followed(Request request, Machine machine) {
        return Flux.create(
                sink -> {
                    Runnable deaf =
                            machine.follow(
                                    tail(request),
                                    line -> sink.next(line(request, line)),
                                    sink::complete);
                    sink.onDispose(deaf::run);
                },
                FluxSink.OverflowStrategy.BUFFER);
    }

    private static String shown(Request request, String log) {
        List<String> lines = log.lines().toList();
        return limited(
                request,
                lines.stream()
                        .skip(Math.max(0, lines.size() - tail(request)))
                        .map(line -> line(request, line))
                        .collect(Collectors.joining()));
    }

    /** Counted from the first line that is shown, so that the last ones fall off. */
    private static String limited(Request request, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int limit =
                (int) Math.min(bytes.length, request.number("limitBytes").orElse(Long.MAX_VALUE));
        return limit == bytes.length ? text : new String(bytes, 0, limit, StandardCharsets.UTF_8);
    }

    private static long tail(Request request) {
        return request.number("tailLines").orElse(Long.MAX_VALUE);
    }

    private static String line(Request request, String line) {
        return (request.flag("timestamps") ? line : line.substring(line.indexOf(' ') + 1)) + "\n";
    }
}
