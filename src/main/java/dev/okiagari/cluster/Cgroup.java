package dev.okiagari.cluster;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code /proc/PID/cgroup} places a process, by controller: it tells whose a process is in a
 * namespace that containers share. An exec is in the group of its container.
 */
record Cgroup(Map<String, String> paths) {

    static final Cgroup UNKNOWN = new Cgroup(Map.of());

    /** Of lines such as {@code 4:memory:/kubepods/…} or {@code 0::/}. */
    static Cgroup of(String text) {
        return new Cgroup(
                text.lines()
                        .map(line -> line.split(":", 3))
                        .filter(fields -> fields.length == 3)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        fields -> fields[1], fields -> fields[2], (a, _) -> a)));
    }

    /** Whether the other is the same group or one below; also where either is not known. */
    boolean includes(Cgroup other) {
        return other.paths.isEmpty()
                || paths.entrySet().stream()
                        .allMatch(own -> includes(own.getValue(), other.paths.get(own.getKey())));
    }

    /** Seen from inside a namespace of its own, all other groups begin with a step up. */
    private static boolean includes(String own, @Nullable String other) {
        if (other == null || other.equals(own)) {
            return true;
        }
        return !other.startsWith("/..") && other.startsWith(own.endsWith("/") ? own : own + "/");
    }
}
