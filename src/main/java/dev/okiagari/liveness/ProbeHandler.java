package dev.okiagari.liveness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a probe does. A port is a number, or the name of one of the container's ports. */
public sealed interface ProbeHandler {

    /**
     * A GET that is answered with 200 to 399.
     *
     * @param scheme {@code HTTP} or {@code HTTPS}
     * @param host null for the pod itself
     */
    record HttpGet(
            String path, String port, String scheme, @Nullable String host, List<Header> headers)
            implements ProbeHandler {

        public HttpGet {
            headers = List.copyOf(headers);
        }

        public HttpGet(String path, String port) {
            this(path, port, "HTTP", null, List.of());
        }
    }

    /** A header that goes with it. */
    record Header(String name, String value) {}

    /**
     * A connection that is accepted.
     *
     * @param host null for the pod itself
     */
    record TcpSocket(String port, @Nullable String host) implements ProbeHandler {}

    /** A command in the container that exits with 0. */
    record Exec(List<String> command) implements ProbeHandler {

        public Exec {
            command = List.copyOf(command);
        }
    }

    /**
     * A call of the gRPC health service.
     *
     * @param service null for the server as a whole
     */
    record Grpc(int port, @Nullable String service) implements ProbeHandler {}

    /** The port that it asks; null where it asks none. */
    default @Nullable String askedPort() {
        return switch (this) {
            case HttpGet http -> http.port();
            case TcpSocket tcp -> tcp.port();
            case Grpc grpc -> String.valueOf(grpc.port());
            case Exec _ -> null;
        };
    }

    /** In one line: {@code httpGet / 8080 HTTP}, {@code tcpSocket 5432}, … */
    default String line() {
        return switch (this) {
            case HttpGet http ->
                    "httpGet %s %s %s".formatted(http.path(), http.port(), http.scheme());
            case TcpSocket tcp -> "tcpSocket " + tcp.port();
            case Grpc grpc -> "grpc " + grpc.port();
            case Exec exec -> "exec " + String.join(" ", exec.command());
        };
    }
}
