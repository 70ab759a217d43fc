package dev.okiagari.availability;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * One GET on a connection of its own: no pool that hides a dead server, no repeat, no redirect
 * followed, no proxy. The name is resolved once, and that very address is asked.
 */
final class HttpGet {

    private HttpGet() {}

    /** An address that is not to be asked. */
    static final class ForbiddenException extends IOException {

        @Serial private static final long serialVersionUID = 1;

        ForbiddenException(String host) {
            super(host + " leads to an address that is never asked");
        }
    }

    /** There is no way to an address. */
    static final class UnreachableException extends IOException {

        @Serial private static final long serialVersionUID = 1;

        UnreachableException(SocketException cause) {
            super(cause);
        }
    }

    /** Something answered, but not as HTTP does. */
    static final class NotHttpException extends IOException {

        @Serial private static final long serialVersionUID = 1;

        NotHttpException() {
            super("no HTTP answer");
        }
    }

    /**
     * @param timeoutMillis for each step; whoever wants to limit the whole interrupts this thread
     */
    static Answer ask(Destination where, int timeoutMillis) throws IOException {
        try (Socket plain = new Socket(Proxy.NO_PROXY)) {
            connect(plain, where, timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            if (!where.secure()) {
                return exchange(plain, where);
            }
            try (Socket secured = Tls.over(plain, where)) {
                return exchange(secured, where);
            }
        }
    }

    /** Whether somebody listens there; false where nobody does. */
    static boolean isOpen(Destination where, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            connect(socket, where, timeoutMillis);
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static void connect(Socket socket, Destination where, int timeoutMillis)
            throws IOException {
        InetAddress address = InetAddress.getByName(where.host());
        if (HostRules.forbids(address, where.mayBeLocal())) {
            throw new ForbiddenException(where.host());
        }
        try {
            socket.connect(new InetSocketAddress(address, where.port()), timeoutMillis);
        } catch (ConnectException refused) {
            throw refused;
        } catch (SocketException noWay) {
            throw new UnreachableException(noWay);
        }
    }

    private static Answer exchange(Socket socket, Destination where) throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: okiagari\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                        .formatted(where.path(), where.named());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return Answer.of(HttpAnswer.read(socket.getInputStream()));
    }

    /** Whether it may only be slow. */
    static boolean isSilence(IOException failed) {
        return failed instanceof SocketTimeoutException || failed instanceof UnreachableException;
    }
}
