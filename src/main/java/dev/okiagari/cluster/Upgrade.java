package dev.okiagari.cluster;

import java.net.http.WebSocketHandshakeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands an API server that does not turn a request into a WebSocket. */
final class Upgrade {

    /** A proxy that lost sight of the server cannot tell whether the request arrived. */
    private static final int BAD_GATEWAY = 502;

    private static final int GATEWAY_TIMEOUT = 504;

    /** In the JSON of a {@code Status}; a body may as well be anything else. */
    private static final Pattern MESSAGE =
            Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Upgrade() {}

    static ExecResult refused(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof WebSocketHandshakeException refused) {
                return answered(refused);
            }
        }
        // No answer at all: it may have arrived.
        return new ExecResult.Lost("", Failures.shortly(failure));
    }

    private static ExecResult answered(WebSocketHandshakeException refused) {
        int code = refused.getResponse().statusCode();
        String message = message(String.valueOf(refused.getResponse().body()), code);
        return switch (code) {
            case 401, 403 -> new ExecResult.Denied(message);
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> new ExecResult.Lost("", message);
            default -> new ExecResult.NotStarted(message);
        };
    }

    /** What a {@code Status} says, in a line; else the code. */
    static String message(String body, int code) {
        Matcher told = MESSAGE.matcher(body);
        return Failures.shortly(told.find() ? told.group(1).replace("\\\"", "\"") : "HTTP " + code);
    }
}
