package dev.okiagari.practice.api;

import dev.okiagari.practice.shell.Execution;
import dev.okiagari.practice.store.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.node.ObjectNode;

/** A command's output and its end over the channels of one WebSocket. */
final class Channels {

    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int STATUS = 3;
    private static final WebsocketServerSpec PROTOCOLS =
            WebsocketServerSpec.builder().protocols("v5.channel.k8s.io,v4.channel.k8s.io").build();

    private final Execution execution;

    Channels(Execution execution) {
        this.execution = execution;
    }

    Publisher<Void> run(Reply.Exec exec, HttpServerResponse response) {
        return response.sendWebsocket(
                (in, out) -> {
                    Flux<WebSocketFrame> frames = Flux.create(sink -> start(exec, sink));
                    reactor.core.Disposable _ = in.receive().subscribe();
                    return out.sendObject(frames, each -> true).then(out.sendClose(1000, ""));
                },
                PROTOCOLS);
    }

    private void start(Reply.Exec exec, FluxSink<WebSocketFrame> sink) {
        try {
            var _ =
                    execution
                            .start(
                                    exec.machine(),
                                    exec.command(),
                                    text -> sink.next(frame(OUT, text)),
                                    text -> sink.next(frame(ERR, text)))
                            .whenComplete((code, error) -> {
                                sink.next(
                                        frame(
                                                STATUS,
                                                Json.write(
                                                        status(
                                                                exec.command(),
                                                                error == null ? code : 137))));
                                sink.complete();
                            });
        } catch (Execution.NotFound missing) {
            sink.next(frame(STATUS, Json.write(notFound(missing.command()))));
            sink.complete();
        }
    }

    private static WebSocketFrame frame(int channel, String text) {
        return new BinaryWebSocketFrame(
                Unpooled.wrappedBuffer(
                        new byte[] {(byte) channel}, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode status(List<String> command, int code) {
        if (code == 0) {
            return Json.object("metadata", Json.object(), "status", "Success");
        }
        ObjectNode cause = Json.object("reason", "ExitCode", "message", Integer.toString(code));
        return Json.object(
                "metadata",
                Json.object(),
                "status",
                "Failure",
                "message",
                "command terminated with non-zero exit code: error executing command ["
                        + String.join(" ", command)
                        + "], exit code "
                        + code,
                "reason",
                "NonZeroExitCode",
                "details",
                Json.object("causes", Json.array(List.of(cause))));
    }

    private static ObjectNode notFound(String command) {
        byte[] id = new byte[32];
        ThreadLocalRandom.current().nextBytes(id);
        String why =
                "error executing command in container: failed to exec in container: failed to start exec \""
                        + HexFormat.of().formatHex(id)
                        + "\": OCI runtime exec failed: exec failed: unable to start container process: exec: \""
                        + command
                        + "\": executable file not found in $PATH: unknown";
        return Json.object(
                "metadata",
                Json.object(),
                "status",
                "Failure",
                "message",
                "Internal error occurred: " + why,
                "reason",
                "InternalError",
                "details",
                Json.object("causes", Json.array(List.of(Json.object("message", why)))),
                "code",
                500);
    }
}
