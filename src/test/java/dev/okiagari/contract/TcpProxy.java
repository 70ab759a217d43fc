package dev.okiagari.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes bytes on to an API server, until it is cut. TLS goes through it unopened. */
final class TcpProxy implements AutoCloseable {

    private final String server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile @Nullable ServerSocket listener;

    /**
     * @param server the API server's URL
     */
    TcpProxy(String server) {
        this.server = server;
        this.port = listen(0);
    }

    int port() {
        return port;
    }

    /** Writes a kubeconfig that leads through it. */
    Path kubeconfig(Path original, Path directory) {
        try {
            URI uri = URI.create(server);
            String from = uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
            String text = Files.readString(original);
            if (!text.contains(from)) {
                throw new IllegalArgumentException(original + " does not name " + from);
            }
            Files.createDirectories(directory);
            return Files.writeString(
                    directory.resolve("kubeconfig-through-proxy"),
                    text.replace(from, "https://127.0.0.1:" + port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Closes every connection and takes no more. */
    void cut() {
        ServerSocket open = listener;
        listener = null;
        close(open);
        sockets.forEach(TcpProxy::close);
    }

    /** Takes connections again, on the same port. */
    void open() {
        listen(port);
    }

    private int listen(int wanted) {
        try {
            ServerSocket open = new ServerSocket();
            open.setReuseAddress(true);
            open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            listener = open;
            Thread.ofVirtual().start(() -> accept(open));
            return open.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(ServerSocket open) {
        try {
            while (true) {
                Socket near = open.accept();
                sockets.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            }
        } catch (IOException cut) {
            // That is what cut() does.
        }
    }

    private void connect(Socket near) {
        URI uri = URI.create(server);
        try {
            Socket far = new Socket(uri.getHost(), uri.getPort());
            sockets.add(far);
            Thread.ofVirtual().start(() -> pass(near, far));
            pass(far, near);
        } catch (IOException refused) {
            close(near);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // One side is gone: so is the other.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception closedAlready) {
            // Closed is what it should be.
        }
    }

    @Override
    public void close() {
        cut();
    }
}
