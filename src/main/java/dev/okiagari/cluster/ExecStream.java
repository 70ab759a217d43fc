package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes back from a command: each message is a channel's number (1 output, 2 errors, 3 the
 * final status) and then its bytes.
 */
final class ExecStream implements WebSocket.Listener {

    private static final int NORMAL = 1000;
    private static final int OUTPUT_LIMIT = 1 << 20;

    private final CappedOutput output = new CappedOutput(OUTPUT_LIMIT);
    private final CappedOutput error = new CappedOutput(OUTPUT_LIMIT);
    private final CompletableFuture<ExecResult> result = new CompletableFuture<>();
    private final KubernetesSerialization json;
    private final Consumer<String> told;
    private @Nullable WebSocket open;
    private boolean closed;

    /**
     * @param told hears what comes on channel 1 at once
     */
    ExecStream(KubernetesSerialization json, Consumer<String> told) {
        this.json = json;
        this.told = told;
    }

    CompletableFuture<ExecResult> result() {
        return result;
    }

    /** What is known where the end is not. */
    ExecResult cut(String why) {
        return new ExecResult.Lost(output.text(), why);
    }

    @Override
    public synchronized void onOpen(WebSocket socket) {
        open = socket;
        closeIfBoth();
    }

    /** Also where it opens only after this. */
    synchronized void close() {
        closed = true;
        closeIfBoth();
    }

    private void closeIfBoth() {
        if (closed && open != null) {
            open.sendClose(NORMAL, "");
        }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
        if (message.hasRemaining()) {
            int channel = message.get();
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            take(channel, bytes);
        }
        socket.request();
    }

    private void take(int channel, byte[] bytes) {
        switch (channel) {
            case 1 -> {
                output.write(bytes, 0, bytes.length);
                told.accept(new String(bytes, StandardCharsets.UTF_8));
            }
            case 2 -> error.write(bytes, 0, bytes.length);
            case 3 -> result.complete(judge(bytes));
            default -> {
                // No other channel was asked for.
            }
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason) {
        result.complete(cut("the connection closed without a status"));
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        result.complete(cut(Failures.shortly(failure)));
    }

    private ExecResult judge(byte[] bytes) {
        try {
            return judge(json.unmarshal(new ByteArrayInputStream(bytes), Status.class));
        } catch (RuntimeException malformed) {
            return cut("a status that cannot be read: " + Failures.shortly(malformed));
        }
    }

    private ExecResult judge(@Nullable Status status) {
        if (status == null) {
            return cut("an empty status");
        }
        if ("Success".equals(status.getStatus())) {
            return new ExecResult.Exited(0, output.text(), error.text());
        }
        OptionalInt code = exitCode(status);
        // No exit code but a failure: the runtime could not start the command.
        return code.isPresent()
                ? new ExecResult.Exited(code.getAsInt(), output.text(), error.text())
                : new ExecResult.NotStarted(String.valueOf(status.getMessage()));
    }

    private static OptionalInt exitCode(Status status) {
        List<StatusCause> causes =
                status.getDetails() == null ? List.of() : status.getDetails().getCauses();
        return causes.stream()
                .filter(cause -> "ExitCode".equals(cause.getReason()))
                .map(StatusCause::getMessage)
                .filter(message -> message != null && message.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
