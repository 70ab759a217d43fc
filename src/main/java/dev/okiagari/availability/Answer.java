package dev.okiagari.availability;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What came of one request. */
public enum Answer {
    /** A status of 200 to 399, as the kubelet has it. */
    GOOD,
    /** Any other status. */
    BAD_STATUS,
    /** What answered does not speak HTTP. */
    NOT_HTTP,
    /** Nobody listens. */
    REFUSED,
    TIMED_OUT,
    /** The connection ended before the answer was whole. */
    CLOSED,
    /** No way leads there. */
    UNREACHABLE,
    /** Nobody knows the name. */
    UNRESOLVED,
    /** The name led to an address that is never asked. */
    FORBIDDEN,
    /** There was no pod to ask. */
    NO_POD,
    /** The cluster does not let us ask through its API server. */
    DENIED,
    /** Too many earlier requests had no answer yet. */
    NOT_SENT;

    boolean isGood() {
        return this == GOOD;
    }

    static Answer of(int status) {
        return status >= 200 && status < 400 ? GOOD : BAD_STATUS;
    }

    static Answer of(Throwable failure) {
        return switch (failure) {
            case HttpGet.ForbiddenException _ -> FORBIDDEN;
            case HttpGet.NotHttpException _ -> NOT_HTTP;
            case UnknownHostException _ -> UNRESOLVED;
            case SocketTimeoutException _, HttpTimeoutException _ -> TIMED_OUT;
            case ConnectException _ -> REFUSED;
            case SSLException tls when !isCut(tls) -> NOT_HTTP;
            case HttpGet.UnreachableException _ -> UNREACHABLE;
            default -> CLOSED;
        };
    }

    /** A server that dies in a handshake does not say so in other words than one that has none. */
    private static boolean isCut(SSLException failure) {
        return failure.getCause() instanceof EOFException
                || failure.getCause() instanceof SocketException;
    }
}
