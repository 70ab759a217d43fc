package dev.okiagari.practice.machine;

import org.jspecify.annotations.Nullable;

/** The sockets of a container as the kernel's files under {@code /proc/net} list them. */
final class NetText {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode\n";

    private NetText() {}

    /**
     * @param port that is listened at on every address; 0 for none
     */
    static @Nullable String of(String file, int port) {
        return switch (file) {
            case "tcp" -> HEAD + (port == 0 ? "" : listening(port));
            case "tcp6" -> HEAD;
            default -> null;
        };
    }

    private static String listening(int port) {
        return ("   0: 00000000:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
                        + "     0        0 4242 1 0000000000000000 100 0 0 10 0\n")
                .formatted(port);
    }
}
