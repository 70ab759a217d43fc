package dev.okiagari.availability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One GET on a connection of its own: no pool that hides a dead server, no repeat, no redirect
 * followed. Any status of 200 to 399 is good, as the kubelet has it; a certificate is not looked
 * at.
 */
final class HttpGet {

    private static final int LONGEST_STATUS = 64;

    private HttpGet() {}

    /** An address that is not to be asked. */
    static final class ForbiddenException extends IOException {

        private static final long serialVersionUID = 1;

        ForbiddenException(String host) {
            super(host + " leads to an address that is never asked");
        }
    }

    /** Whether the answer is a good one; resolves the name once, and asks that very address. */
    static boolean ask(Destination where, int timeoutMillis) throws IOException {
        InetAddress address = InetAddress.getByName(where.host());
        if (HostRules.forbids(address) || (address.isLoopbackAddress() && !where.mayBeLocal())) {
            throw new ForbiddenException(where.host());
        }
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, where.port()), timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            if (!where.secure()) {
                return exchange(plain, where);
            }
            try (Socket secured = secured(plain, where)) {
                return exchange(secured, where);
            }
        }
    }

    private static boolean exchange(Socket socket, Destination where) throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: okiagari\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                        .formatted(where.path(), where.named());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        String status = firstLine(socket.getInputStream());
        if (!status.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("no HTTP answer");
        }
        int code = Integer.parseInt(status.substring(9, 12));
        return code >= 200 && code < 400;
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r' && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST_STATUS) {
                break;
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static Socket secured(Socket plain, Destination where) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, where.host(), where.port(), true);
            if (where.host().matches(".*[a-zA-Z].*") && !where.host().contains(":")) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(where.host())));
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Nothing secret is sent, and only the status is read: an expired certificate is no outage. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Nobody presents one.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever it is.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
