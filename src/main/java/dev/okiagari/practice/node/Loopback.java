package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Site;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Pods on loopback: each on an address of its own where the machine has such, else on a free port.
 */
public final class Loopback implements Network, AutoCloseable {

    private final LoopResources resources;
    private final Addresses addresses;
    private final Set<DisposableServer> servers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    public Loopback(LoopResources resources, RandomGenerator random) {
        this.resources = resources;
        this.addresses = new Addresses(random, Addresses::bindable);
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(threads)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public Address claim() {
        return addresses.claim();
    }

    @Override
    public void open(Address address, Site site, Runnable taken) {
        Thread _ =
                Thread.ofVirtual()
                        .name("practice-listen")
                        .start(() -> {
                            try {
                                listen(address, site);
                            } catch (ChannelBindException inUse) {
                                taken.run();
                            }
                        });
    }

    private void listen(Address address, Site site) {
        DisposableServer server =
                HttpServer.create()
                        .host(address.ip())
                        .port(address.port())
                        .runOn(resources)
                        .doOnConnection(connection -> connected(connection, site))
                        .handle((request, response) ->
                                response.header("Content-Type", "text/plain")
                                        .sendString(Mono.fromFuture(site::answer)))
                        .bindNow();
        servers.add(server);
        site.onClose(() -> dispose(server));
        // It may have come up while everything was closed.
        if (closed) {
            dispose(server);
        }
    }

    private void dispose(DisposableServer server) {
        servers.remove(server);
        server.dispose();
    }

    /** With the site its connections end, answered or not. */
    private static void connected(Connection connection, Site site) {
        Runnable end = connection::dispose;
        site.onClose(end);
        var _ = connection.onDispose(() -> site.forget(end));
    }

    @Override
    public CompletableFuture<Integer> get(Address address, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://" + address.ip() + ":" + address.port() + path))
                        .header("User-Agent", "kube-probe/1.36")
                        .header("Accept", "*/*")
                        .build();
        CompletableFuture<HttpResponse<Void>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        CompletableFuture<Integer> code = new CompletableFuture<>();
        var _ =
                sent.whenComplete((response, error) -> {
                    if (error == null) {
                        code.complete(response.statusCode());
                    } else {
                        code.completeExceptionally(refused(address, error));
                    }
                });
        var _ =
                code.whenComplete((ignored, error) -> {
                    if (code.isCancelled()) {
                        boolean _ = sent.cancel(true);
                    }
                });
        return code;
    }

    private static Refused refused(Address address, Throwable error) {
        return new Refused(
                refusedAtAll(error)
                        ? "dial tcp "
                                + address.ip()
                                + ":"
                                + address.port()
                                + ": connect: connection refused"
                        : "EOF");
    }

    /** The client says so somewhere among the causes, as it may have tried more than once. */
    private static boolean refusedAtAll(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(ConnectException.class::isInstance);
    }

    @Override
    public CompletableFuture<Void> connect(Address address) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(
                                new InetSocketAddress(address.ip(), address.port()),
                                (int) Duration.ofSeconds(5).toMillis());
                    } catch (IOException refused) {
                        throw new Refused(
                                "dial tcp "
                                        + address.ip()
                                        + ":"
                                        + address.port()
                                        + ": connect: connection refused");
                    }
                },
                threads);
    }

    @Override
    public void close() {
        closed = true;
        servers.forEach(this::dispose);
        client.shutdownNow();
        boolean _ = threads.shutdownNow().isEmpty();
    }
}
