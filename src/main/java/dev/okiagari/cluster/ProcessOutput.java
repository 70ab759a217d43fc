package dev.okiagari.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what {@link Processes} has made a container print. */
final class ProcessOutput {

    private final Map<String, String> users = new HashMap<>();
    private final List<RawProcess> raw = new ArrayList<>();
    private @Nullable Long boot;
    private final Set<String> tools = new HashSet<>();
    private int self = -1;

    private ProcessOutput() {}

    /**
     * The processes in the order of their numbers, without those of the reading exec itself.
     *
     * @param marker begins each line that is not from {@code /proc}
     */
    static ProcessOutput ofScript(String output, String marker) {
        ProcessOutput result = new ProcessOutput();
        for (String section : output.split("(?m)^" + Pattern.quote(marker) + " ", -1)) {
            result.take(section);
        }
        return result;
    }

    static List<ContainerProcess> ofCat(String output) {
        return RawProcess.ofOneFile(output)
                .map(process -> List.of(process.translate(Map.of(), null)))
                .orElseGet(List::of);
    }

    private void take(String section) {
        int end = section.indexOf('\n');
        String[] head = (end < 0 ? section : section.substring(0, end)).split(" ", 2);
        String body = end < 0 ? "" : section.substring(end + 1);
        switch (head[0]) {
            case "boot" -> boot = number(head);
            case "self" -> self = Optional.ofNullable(number(head)).map(Long::intValue).orElse(-1);
            case "users" -> body.lines().forEach(this::user);
            case "process" -> raw.add(new RawProcess(body));
            case "cgroup" -> raw.getLast().cgroup(Cgroup.of(body));
            case "threads" -> raw.getLast().threads(body);
            case "command" -> raw.getLast().command(body);
            case "tool" -> tools.add(head[head.length - 1].strip());
            default -> {
                // What stands before the first marker is not ours.
            }
        }
    }

    private static @Nullable Long number(String[] head) {
        try {
            return head.length < 2 ? null : Long.valueOf(head[1].strip());
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    private void user(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2) {
            users.putIfAbsent(fields[2], fields[0]);
        }
    }

    Set<String> tools() {
        return tools;
    }

    Sender sender() {
        return reader().map(RawProcess::asSender).orElse(Sender.UNKNOWN);
    }

    /** The shell that read all this. */
    private Optional<RawProcess> reader() {
        return raw.stream()
                .filter(RawProcess::isWhole)
                .filter(one -> one.pid() == self)
                .findFirst();
    }

    /** Those of the container; where it shares a namespace, the others' are left out. */
    List<ContainerProcess> processes() {
        Instant booted = boot == null ? null : Instant.ofEpochSecond(boot);
        Cgroup own = reader().map(RawProcess::cgroup).orElse(Cgroup.UNKNOWN);
        return raw.stream()
                .filter(RawProcess::isWhole)
                .filter(process -> own.includes(process.cgroup()))
                .map(process -> process.translate(users, booted))
                .filter(process -> process.pid() != self && process.parentPid() != self)
                .sorted(Comparator.comparingInt(ContainerProcess::pid))
                .toList();
    }
}
