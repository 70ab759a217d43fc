package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs a command in a container, once. The command is an array of arguments: nobody's text becomes
 * part of a shell line.
 */
@Component
public class Exec {

    private static final int OUTPUT_LIMIT = 1 << 20;

    private final ClusterConnection connection;

    Exec(ClusterConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs it and waits for its end.
     *
     * @param timeout in real time; when it has passed the command may still run
     * @return what became of it; output is cut at 1 MiB
     * @throws NotConnectedException before the first connection
     */
    public ExecResult run(ContainerRef container, Duration timeout, List<String> command)
            throws InterruptedException {
        CappedOutput output = new CappedOutput(OUTPUT_LIMIT);
        CappedOutput error = new CappedOutput(OUTPUT_LIMIT);
        LastWord lastWord = new LastWord();
        try (ExecWatch watch =
                connection
                        .client()
                        .pods()
                        .inNamespace(container.pod().namespace())
                        .withName(container.pod().name())
                        .inContainer(container.name())
                        .writingOutput(output)
                        .writingError(error)
                        .usingListener(lastWord)
                        .exec(command.toArray(String[]::new))) {
            // The client leaves this null where the connection closed without a status.
            @Nullable Integer code =
                    watch.exitCode().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return judge(code, output.text(), error.text(), lastWord.message);
        } catch (ExecutionException broken) {
            return new ExecResult.Lost(output.text(), Failures.shortly(broken));
        } catch (TimeoutException late) {
            return new ExecResult.Lost(
                    output.text(), "no end within " + timeout.toSeconds() + " s");
        } catch (KubernetesClientException refused) {
            return refused(lastWord.code(refused), Failures.shortly(refused), output.text());
        }
    }

    private static ExecResult judge(
            @Nullable Integer code, String output, String error, @Nullable String message) {
        if (code == null) {
            return new ExecResult.Lost(output, "the connection closed without a status");
        }
        // No exit code but a failure: the runtime could not start the command.
        return code < 0
                ? new ExecResult.NotStarted(message == null ? error : message)
                : new ExecResult.Exited(code, output, error);
    }

    private static ExecResult refused(int code, String message, String output) {
        if (code == 401 || code == 403) {
            return new ExecResult.Denied(message);
        }
        // No answer at all: it may have arrived.
        return code <= 0
                ? new ExecResult.Lost(output, message)
                : new ExecResult.NotStarted(message);
    }

    /** Keeps the status that a failed start comes with. */
    private static final class LastWord implements ExecListener {

        private volatile @Nullable String message;
        private volatile int refusal;

        /** An upgrade that was answered with a refusal comes as an exception without its code. */
        int code(KubernetesClientException failure) {
            return refusal > 0 ? refusal : failure.getCode();
        }

        @Override
        public void onFailure(Throwable failure, @Nullable Response answer) {
            refusal = answer == null ? 0 : answer.code();
        }

        @Override
        public void onExit(int code, @Nullable Status status) {
            message = status == null ? null : status.getMessage();
        }

        @Override
        public void onClose(int code, String reason) {
            // What counts is the exit code, or that there is none.
        }
    }
}
