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
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an API server, passes requests on, and closes the connection of each exec that
 * would inject without an answer. An exec that only reads the processes passes.
 */
final class UpgradeEater implements AutoCloseable {

    /** What only the reading script contains. */
    private static final String READING = "btime";

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final URI server;
    private final @Nullable String token;
    private final SSLSocketFactory tls;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger eaten = new AtomicInteger();
    private volatile boolean warm;

    UpgradeEater(Config config) {
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

    /** How many it has closed unanswered. */
    int eaten() {
        return eaten.get();
    }

    /** Whether the connection of the first of them had carried a request before. */
    boolean wasWarm() {
        return warm;
    }

    /** A kubeconfig that leads through it, in plain HTTP. */
    Path kubeconfig(Path directory) {
        String text =
                """
                apiVersion: v1
                kind: Config
                current-context: eater
                clusters:
                - name: eater
                  cluster: {server: "http://127.0.0.1:%d"}
                contexts:
                - name: eater
                  context: {cluster: eater, user: eater}
                users:
                - name: eater
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
            Thread.ofVirtual().start(() -> answer(far, near));
            requests(near.getInputStream(), far.getOutputStream());
        } catch (IOException gone) {
            // One side has closed: both are closed.
        } finally {
            sockets.remove(near);
        }
    }

    private void requests(InputStream in, OutputStream out) throws IOException {
        int before = 0;
        for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
            String text = new String(chunk, StandardCharsets.ISO_8859_1);
            if (text.startsWith("GET ") && isInjection(text)) {
                if (eaten.getAndIncrement() == 0) {
                    warm = before > 0;
                }
                return;
            }
            before++;
            out.write(chunk);
            out.flush();
        }
    }

    private static boolean isInjection(String head) {
        String path = head.substring(0, head.indexOf('\r'));
        return path.contains("/exec?") && !path.contains(READING);
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

    private void answer(Socket far, Socket near) {
        try (near;
                far) {
            far.getInputStream().transferTo(near.getOutputStream());
        } catch (IOException gone) {
            // One side has closed: both are closed.
        } finally {
            sockets.remove(far);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
