package dev.okiagari.practice.api;

import dev.okiagari.practice.node.Kubelet;
import java.util.List;
import java.util.stream.Collectors;

/** The log of a container. */
final class Logs {

    private Logs() {}

    static Reply reply(Request request, Kubelet kubelet, String uid, String container, String pod) {
        boolean previous = request.flag("previous");
        String log =
                kubelet.log(uid, container, previous)
                        .orElseThrow(() ->
                                Failure.badRequest(
                                        (previous
                                                        ? "previous terminated container \""
                                                        : "container \"")
                                                + container
                                                + "\" in pod \""
                                                + pod
                                                + "\" "
                                                + (previous
                                                        ? "not found"
                                                        : "is waiting to start: ContainerCreating")));
        return new Reply.Text(200, shown(request, log));
    }

    private static String shown(Request request, String log) {
        List<String> lines = log.lines().toList();
        long tail = request.number("tailLines").orElse(Long.MAX_VALUE);
        return lines.stream()
                .skip(Math.max(0, lines.size() - tail))
                .map(line ->
                        (request.flag("timestamps") ? line : line.substring(line.indexOf(' ') + 1))
                                + "\n")
                .collect(Collectors.joining());
    }
}
