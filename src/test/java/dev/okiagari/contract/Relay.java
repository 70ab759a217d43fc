package dev.okiagari.contract;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an API server and passes on what it is sent, or does something worse with it. What
 * comes back is passed on as it is.
 */
final class Relay implements AutoCloseable {

    private static final Pattern REQUEST = Pattern.compile("(?:GET|POST|PUT|PATCH|DELETE) /.*");

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final URI server;
    private final @Nullable String token;
    private final SSLSocketFactory tls;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Rule rule;

    /** What becomes of a request. */
    enum Fate {
        PASSED,
        /** Its connection is closed instead of an answer. */
        CLOSED,
        /** It does not arrive; its sender waits as long as it lives. */
        HELD,
        /** It arrives, but the answer does not, nor word that there will be none. */
        UNANSWERED,
        /** It does not arrive; the answer is that what it asks for is too old. */
        EXPIRED,
        /** It does not arrive; the answer is that something is broken. */
        BROKEN
    }

    /** Decides. */
    interface Rule {

        /**
         * @param line the first of the request
         * @param before how many requests its connection has carried already
         */
        Fate fate(String line, int before);
    }

    Relay(Config config, Rule rule) {
        this.rule = rule;
        try {
            this.server = URI.create(config.getMasterUrl());
            this.token =
                    config.getOauthToken() == null
                            ? config.getAutoOAuthToken()
                            : config.getOauthToken();
            this.tls = SSLUtils.sslContext(config).getSocketFactory();
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A kubeconfig that leads through it, in plain HTTP. */
    Path kubeconfig(Path directory) {
        String text =
                """
                apiVersion: v1
                kind: Config
                current-context: relay
                clusters:
                - name: relay
                  cluster: {server: "http://127.0.0.1:%d"}
                contexts:
                - name: relay
                  context: {cluster: relay, user: relay}
                users:
                - name: relay
                  user: {%s}
                """
                        .formatted(
                                listener.getLocalPort(),
                                token == null || token.isEmpty() ? "" : "token: \"" + token + "\"");
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("kubeconfig"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                sockets.add(near);
                Thread.ofVirtual().start(() -> serve(near));
            }
        } catch (IOException closed) {
            // That is what close() does.
        }
    }

    private void serve(Socket near) {
        try (near;
                Socket far = tls.createSocket(server.getHost(), server.getPort())) {
            sockets.add(far);
            AtomicBoolean mute = new AtomicBoolean();
            Thread.ofVirtual().start(() -> answer(far, near, mute));
            requests(near, far.getOutputStream(), mute);
        } catch (IOException gone) {
            // One side has closed: both are closed.
        } finally {
            sockets.remove(near);
        }
    }

    private void requests(Socket near, OutputStream out, AtomicBoolean mute) throws IOException {
        InputStream in = near.getInputStream();
        int before = 0;
        for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
            switch (fate(chunk, before++)) {
                case CLOSED -> {
                    // What the server says to the end of its connection is no answer either.
                    mute.set(true);
                    return;
                }
                case HELD -> in.transferTo(OutputStream.nullOutputStream());
                case UNANSWERED -> {
                    mute.set(true);
                    pass(chunk, out);
                }
                case EXPIRED -> {
                    fail(near, 410, "Expired");
                    return;
                }
                case BROKEN -> {
                    fail(near, 500, "InternalError");
                    return;
                }
                case PASSED -> pass(chunk, out);
            }
        }
    }

    private static void fail(Socket near, int code, String reason) throws IOException {
        String body =
                """
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%d,"message":"said by the drill"}\
                """
                        .formatted(reason, code);
        String head =
                "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(code, reason, body.length());
        pass((head + body).getBytes(StandardCharsets.ISO_8859_1), near.getOutputStream());
    }

    private Fate fate(byte[] chunk, int before) {
        String line = new String(chunk, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        return REQUEST.matcher(line).matches() ? rule.fate(line, before) : Fate.PASSED;
    }

    private static void pass(byte[] chunk, OutputStream out) throws IOException {
        out.write(chunk);
        out.flush();
    }

    /** What comes next; a request's head is not torn. */
    private static byte[] chunk(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        do {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            all.write(buffer, 0, count);
        } while (all.toString(StandardCharsets.ISO_8859_1).startsWith("GET ")
                && !all.toString(StandardCharsets.ISO_8859_1).contains(END_OF_HEAD));
        return all.toByteArray();
    }

    private void answer(Socket far, Socket near, AtomicBoolean mute) {
        try (far) {
            byte[] buffer = new byte[1 << 16];
            InputStream in = far.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!mute.get()) {
                    near.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException gone) {
            // One side has closed: both are closed, unless nobody is to know.
        } finally {
            sockets.remove(far);
            hangUp(near, mute);
        }
    }

    private static void hangUp(Socket near, AtomicBoolean mute) {
        try {
            if (!mute.get()) {
                near.close();
            }
        } catch (IOException gone) {
            // It is closed already.
        }
    }

    /** Ends every connection; new ones are taken. */
    void cut() {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cut();
    }
}
