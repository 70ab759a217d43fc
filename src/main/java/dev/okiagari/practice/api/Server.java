package dev.okiagari.practice.api;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.node.Kubelet;
import dev.okiagari.practice.shell.Execution;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Store;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The API on a port of loopback, for those who know its token. */
public final class Server implements AutoCloseable {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Loop loop;
    private final Api api;
    private final Channels channels;
    private final byte[] authorization;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler = Schedulers.fromExecutorService(threads);
    private final DisposableServer server;

    public Server(
            Store store,
            Kubelet kubelet,
            Execution execution,
            LoopResources resources,
            Identity identity,
            String token) {
        this.loop = store.loop();
        this.api = new Api(store, kubelet);
        this.channels = new Channels(execution);
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .runOn(resources)
                        .secure(spec -> spec.sslContext(tls(identity)))
                        .handle(this::handle)
                        .bindNow();
    }

    private static SslContext tls(Identity identity) {
        try {
            return SslContextBuilder.forServer(identity.key(), identity.certificate())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException("this Java cannot serve TLS", impossible);
        }
    }

    public int port() {
        return server.port();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        response.header("Date", DATE.format(loop.now()));
        String given = request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
            return refuse(response, Failure.unauthorized());
        }
        boolean upgrade =
                request.requestHeaders()
                        .get(HttpHeaderNames.UPGRADE, "")
                        .equalsIgnoreCase("websocket");
        Mono<String> body =
                upgrade
                        ? Mono.just("")
                        : request.receive().aggregate().asString().defaultIfEmpty("");
        return body.flatMap(text ->
                        Mono.fromCallable(() -> answer(request, text)).subscribeOn(scheduler))
                .flatMap(reply -> Mono.from(send(reply, response, upgrade)))
                .onErrorResume(Failure.class, failure -> Mono.from(refuse(response, failure)));
    }

    private Reply answer(HttpServerRequest request, String body) {
        return api.answer(
                Request.of(
                        request.method().name(),
                        request.uri(),
                        request.requestHeaders().get(HttpHeaderNames.ACCEPT, ""),
                        request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, ""),
                        body));
    }

    private Publisher<Void> send(Reply reply, HttpServerResponse response, boolean upgrade) {
        return switch (reply) {
            case Reply.Whole object -> json(response, object.code(), Json.write(object.body()));
            case Reply.Text text ->
                    response.status(text.code())
                            .header("Content-Type", "text/plain; charset=utf-8")
                            .sendString(Mono.just(text.body()));
            case Reply.Lines text ->
                    stream(
                            response.header("Content-Type", "text/plain; charset=utf-8"),
                            text.lines());
            case Reply.Stream events when upgrade ->
                    response.sendWebsocket((in, out) ->
                            out.sendObject(
                                            events.events().map(TextWebSocketFrame::new),
                                            each -> true)
                                    .then(out.sendClose(1000, "")));
            case Reply.Stream events ->
                    stream(response.header("Content-Type", "application/json"), events.events());
            case Reply.Exec exec when upgrade -> channels.run(exec, response);
            case Reply.Exec _ -> refuse(response, Failure.badRequest("Upgrade request required"));
        };
    }

    private static Publisher<Void> json(HttpServerResponse response, int code, String body) {
        return response.status(code)
                .header("Content-Type", "application/json")
                .sendString(Mono.just(body));
    }

    private static Publisher<Void> stream(HttpServerResponse response, Flux<String> lines) {
        return response.sendObject(
                lines.map(line ->
                        io.netty.buffer.Unpooled.copiedBuffer(line, StandardCharsets.UTF_8)),
                each -> true);
    }

    private static Publisher<Void> refuse(HttpServerResponse response, Failure failure) {
        return json(response, failure.code(), Json.write(failure.status()));
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
        api.close();
        scheduler.dispose();
        boolean _ = threads.shutdownNow().isEmpty();
    }
}
