package dev.okiagari.experiment;

import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads an injection from what became of its command. A command that ended its own container is cut
 * off without a status: that is no failure. An exit code of 137 or 143 is its own end by the same
 * signal.
 */
final class Judgement {

    private Judgement() {}

    static Injection of(ExecResult result, Instant now) {
        return switch (result) {
            case ExecResult.Exited(int code, String output, String error) ->
                    of(code, (output + error).strip(), now);
            case ExecResult.Lost(String output, String message) ->
                    new Injection.Sent(now, null, (output + " " + message).strip());
            case ExecResult.NotStarted(String message) ->
                    not(Outcome.NO_EFFECT, "not-started", null, message);
            case ExecResult.Denied(String message) -> not(Outcome.DENIED, "denied", null, message);
        };
    }

    static Injection of(int code, String output, Instant now) {
        if (code == 0 || code > 128) {
            return new Injection.Sent(now, code, output);
        }
        if (Scripts.NOT_THE_SAME.contains(code)) {
            return new Injection.NotSent(
                    Outcome.ABORTED, Message.of("experiment.refused.other-process"), code, output);
        }
        return switch (code) {
            case Scripts.NO_SLEEP -> not(Outcome.IMPOSSIBLE, "no-sleep", code, output);
            case Scripts.TOO_LATE -> not(Outcome.ABORTED, "too-late", code, output);
            default -> failed(code, output);
        };
    }

    private static Injection failed(int code, String output) {
        boolean denied = output.contains("ermitted");
        return new Injection.NotSent(
                denied ? Outcome.DENIED : Outcome.NO_EFFECT,
                Message.of("experiment.injection.failed", code, output),
                code,
                output);
    }

    /** A request that the API server did not do. */
    static Injection refused(KubernetesClientException refused) {
        boolean denied = isDenied(refused);
        return not(
                denied ? Outcome.DENIED : Outcome.ABORTED,
                denied ? "denied" : "refused",
                null,
                String.valueOf(refused.getMessage()));
    }

    static boolean isDenied(KubernetesClientException refused) {
        return refused.getCode() == 401 || refused.getCode() == 403;
    }

    static Injection not(
            Outcome outcome, String why, @Nullable Integer code, @Nullable String output) {
        return new Injection.NotSent(
                outcome,
                Message.of("experiment.injection." + why, String.valueOf(output)),
                code,
                output);
    }
}
