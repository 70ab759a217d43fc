package dev.okiagari.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who listens for TCP in a network namespace, as {@code /proc/net/tcp} and {@code tcp6} tell. */
record Listeners(List<Listener> all) {

    /** The state of a socket that listens is 0A; the address is in the machine's byte order. */
    private static final Pattern LISTENING =
            Pattern.compile(
                    "(?m)^\\s*\\d+:\\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\\s+\\S+\\s+0A\\b");

    private static final String LOOPBACK = "0100007F";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";
    private static final String LOOPBACK_4_IN_6 = "0000000000000000FFFF00000100007F";

    /** One socket. */
    record Listener(int port, boolean onLoopback) {}

    Listeners {
        all = List.copyOf(all);
    }

    static Listeners in(String output) {
        List<Listener> found = new ArrayList<>();
        Matcher line = LISTENING.matcher(output);
        while (line.find()) {
            String address = line.group(1);
            found.add(
                    new Listener(
                            Integer.parseInt(line.group(2), 16),
                            List.of(LOOPBACK, LOOPBACK_6, LOOPBACK_4_IN_6).contains(address)));
        }
        return new Listeners(found);
    }

    boolean listensAt(int port) {
        return all.stream().anyMatch(listener -> listener.port() == port);
    }

    /** Whether nobody from outside the pod gets through to it, the kubelet neither. */
    boolean isOnLoopbackOnly(int port) {
        return listensAt(port)
                && all.stream()
                        .filter(listener -> listener.port() == port)
                        .allMatch(Listener::onLoopback);
    }

    /** The ports that can be reached from outside, in order and each once. */
    List<Integer> ports() {
        return all.stream()
                .filter(listener -> !listener.onLoopback())
                .map(Listener::port)
                .distinct()
                .sorted()
                .toList();
    }
}
