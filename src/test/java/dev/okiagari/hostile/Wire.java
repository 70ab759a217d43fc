package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A connection on which one can say what no client library would. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    Wire(int port) {
        this(port, "127.0.0.1");
    }

    /**
     * @param address of this machine, from which it comes
     */
    Wire(int port, String address) {
        try {
            socket =
                    new Socket(
                            InetAddress.ofLiteral("127.0.0.1"),
                            port,
                            InetAddress.ofLiteral(address),
                            0);
            socket.setTcpNoDelay(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All that came back until the server closed, or fell silent. */
    record Said(String text) {

        /** 0 where there was no answer. */
        int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        List<String> header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    /** A whole request with lines as they are given, answered on a connection that ends. */
    static Said ask(int port, String... lines) {
        return askFrom("127.0.0.1", port, lines);
    }

    static Said askFrom(String address, int port, String... lines) {
        try (Wire wire = new Wire(port, address)) {
            String request = String.join("\r\n", lines);
            wire.say(
                    request.contains("\r\n\r\n")
                            ? request
                            : request + "\r\nConnection: close\r\n\r\n");
            return wire.rest();
        }
    }

    Wire begin(String text) {
        say(text);
        return this;
    }

    /** What a server that has hung up does not want to hear is dropped. */
    boolean say(String text) {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether something has come back, or nothing more can. */
    boolean hasAnswer() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    Said rest() {
        return rest(PATIENCE);
    }

    Said rest(Duration patience) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException silence) {
            all.writeBytes("\r\n(the connection stays open)".getBytes(StandardCharsets.UTF_8));
        } catch (SocketException reset) {
            // What was said until then counts.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Said(all.toString(StandardCharsets.UTF_8));
    }

    /** Reads an answer to its end, and nothing after it. */
    void awaitEnd(String end) {
        StringBuilder said = new StringBuilder();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            while (said.indexOf(end) < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(said.toString()).isNotNegative();
                said.append((char) next);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether the server hangs up within a time. */
    boolean isClosedWithin(Duration time) {
        return !rest(time).text().endsWith("(the connection stays open)");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
