package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a cluster did not answer. */
public final class Failures {

    private static final int LONG = 300;

    private Failures() {}

    /** The outermost cause that says something to a person. */
    static Message explain(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Message known = known(at);
            if (known != null) {
                return known;
            }
        }
        return Message.of("cluster.connection.failed", shortly(failure));
    }

    /**
     * The same of a watch: where it is forbidden, which permission it takes. To a watch a server
     * answers with a bare number, and each time at another version.
     */
    static Message explainWatch(String resource, Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof KubernetesClientException refused && refused.getCode() == 403) {
                boolean listed = String.valueOf(refused.getMessage()).contains("watch=true");
                return Message.of("cluster.watch.forbidden", listed ? "watch" : "list", resource);
            }
        }
        return explain(failure);
    }

    private static @Nullable Message known(Throwable failure) {
        return switch (failure) {
            case UnknownHostException unknown ->
                    Message.of(
                            "cluster.connection.unknown-host",
                            String.valueOf(unknown.getMessage()));
            case UnresolvedAddressException _ -> Message.of("cluster.connection.unknown-host", "");
            case HttpTimeoutException _ -> Message.of("cluster.connection.timeout");
            case TimeoutException _ -> Message.of("cluster.connection.timeout");
            case ConnectException refused when !hasTimedOut(refused) ->
                    Message.of("cluster.connection.refused");
            case SSLException tls -> Message.of("cluster.connection.tls", shortly(tls));
            case KubernetesClientException refused when refused.getCode() == 401 ->
                    Message.of("cluster.connection.unauthorized");
            case KubernetesClientException refused when refused.getCode() == 403 ->
                    Message.of("cluster.connection.forbidden", shortly(refused));
            default -> null;
        };
    }

    /** The same type tells of a host that is silent, and of one whose name nobody knows. */
    private static boolean hasTimedOut(ConnectException failure) {
        return failure.getCause() instanceof UnresolvedAddressException
                || String.valueOf(failure.getMessage()).contains("timed out");
    }

    /** Whether what failed is the trust in the other side, or the way to agree on it. */
    public static boolean isTls(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** What its innermost cause says, in one line of a bounded length. */
    public static String shortly(Throwable failure) {
        return shortly(text(failure));
    }

    /** One line of a bounded length, whatever is in it. */
    public static String shortly(String text) {
        String message = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return message.length() <= LONG ? message : message.substring(0, LONG) + "…";
    }

    private static String text(Throwable failure) {
        @Nullable String message = root(failure).getMessage();
        return message == null ? root(failure).getClass().getSimpleName() : message;
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
